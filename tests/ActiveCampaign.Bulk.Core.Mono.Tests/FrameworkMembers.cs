using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

#pragma warning disable IDE0130 // In the namespace of the types, so that no test needs a using.
namespace System;

/// <summary>What the tests use of .NET, and neither .NET Framework nor the package of polyfills has.</summary>
internal static class FrameworkMembers
{
    extension(string text)
    {
        public string Replace(string old, string? replacement, StringComparison comparison) =>
            comparison == StringComparison.Ordinal ? text.Replace(old, replacement) : throw new NotSupportedException();
    }

    extension(int)
    {
        public static int Parse(ReadOnlySpan<char> text, IFormatProvider? provider) => int.Parse(text.ToString(), provider);

        public static int Parse(ReadOnlySpan<char> text, NumberStyles style, IFormatProvider? provider) => int.Parse(text.ToString(), style, provider);
    }

    extension(DateTimeOffset)
    {
        public static DateTimeOffset UnixEpoch => DateTimeOffset.FromUnixTimeSeconds(0);
    }

    extension(Task task)
    {
        public bool IsCompletedSuccessfully => task.Status == TaskStatus.RanToCompletion;

        public static Task Delay(TimeSpan delay, TimeProvider clock, CancellationToken token = default) => clock.Delay(delay, token);
    }

    extension(ThreadPool)
    {
        // Nobody counts them there.
        public static long PendingWorkItemCount => 0;

        public static long CompletedWorkItemCount => 0;
    }
}
