using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using ActiveCampaign.Bulk.Core;

namespace ActiveCampaign.Bulk.Child;

/// <summary>What is loaded ahead of the C library of a traced process: it counts calls, and strikes one. See strike.c.</summary>
internal static class Strike
{
    /// <summary>The variable by which the loader finds it.</summary>
    public const string Variable = "LD_PRELOAD";

    /// <summary>The calls, as strike.c numbers them: those that change something outside of the process, then those that read.</summary>
    public static readonly string[] Calls = ["create", "open", "mkdir", "rename", "unlink", "rmdir", "fsync", "truncate", "write", "connect", "send", "read", "list", "lock", "socket", "receive"];

    private static readonly string[] s_ways = ["", TracePoint.Before, TracePoint.After, TracePoint.Eio, TracePoint.NoSpace, TracePoint.Cut];

    static Strike()
    {
        // What the engine asks of the C library by itself goes the same way; whoever watches such a process has none ahead.
        DllImportResolver resolver = (name, _, _) =>
            name is "strike" or "libc" && Environment.GetEnvironmentVariable(Variable) is string library ? NativeLibrary.Load(library) : IntPtr.Zero;
        NativeLibrary.SetDllImportResolver(typeof(Strike).Assembly, resolver);
        NativeLibrary.SetDllImportResolver(typeof(BulkException).Assembly, resolver);
    }

    /// <summary>Counts from here on.</summary>
    /// <param name="folder">Whose files count.</param>
    /// <param name="point">What is done to which call; null for none.</param>
    public static void Begin(string folder, TracePoint? point) =>
        Begin(folder, point is null ? -1 : Array.IndexOf(Calls, point.Call), point?.Number ?? 0, Array.IndexOf(s_ways, point?.Way ?? string.Empty));

    /// <summary>Counts no more: the counts in the order of <see cref="Calls"/>, and whether the call was reached.</summary>
    public static (IReadOnlyList<int> Counts, bool IsStruck) End()
    {
        int[] counts = new int[Calls.Length];
        return (counts, End(counts) != 0);
    }

    [DllImport("strike", EntryPoint = "strike_begin", CharSet = CharSet.Ansi, BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Begin(string folder, int call, int number, int way);

    [DllImport("strike", EntryPoint = "strike_end")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int End([Out] int[] counts);
}
