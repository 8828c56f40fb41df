using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Child;

/// <summary>A process that does one chore after the other under strace, as long as it lives.</summary>
internal sealed class TraceProcess : IDisposable
{
    private const int FileSize = 1;
    private const int Terminate = 15;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(10);

    private readonly Process _process;
    private readonly Task<string> _wrong;

    public TraceProcess()
    {
        // On one processor one thread after the other works, and in each run in nearly the same order.
        _process = Start(["sh", "-c", "trap '' XFSZ; exec taskset -c \"$@\"", "sh", Random.Shared.Next(Environment.ProcessorCount).ToString(CultureInfo.InvariantCulture), .. Own(), "chore"]);
        _wrong = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Whether it can do another chore.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>What it said of the last chore.</summary>
    public string Said { get; private set; } = string.Empty;

    /// <summary>Does a chore; whether it says that it is done.</summary>
    /// <param name="chore">What it does.</param>
    /// <param name="traces">Where strace writes, for each thread.</param>
    /// <param name="calls">The calls that strace writes down.</param>
    /// <param name="struck">Which thread something is done to, and how; null for none.</param>
    /// <param name="cutsWrite">Whether the write that strace holds up is cut short.</param>
    public async Task<bool> RunAsync(IEnumerable<string> chore, IReadOnlyList<string> traces, string calls, (int Thread, string Injection)? struck, bool cutsWrite)
    {
        using CancellationTokenSource patience = new(s_patience);
        using CancellationTokenRegistration end = patience.Token.Register(_process.Kill);
        await _process.StandardInput.WriteLineAsync();
        string[] threads = (await _process.StandardOutput.ReadLineAsync(CancellationToken.None))?.Split(' ')[1..] ?? throw new InvalidOperationException("It does not start: " + await _wrong);
        Process[] tracers = await Task.WhenAll(threads.Select((thread, i) => AttachAsync(["-o", traces[i], "-p", thread, "-e", "trace=" + calls, .. struck?.Thread == i ? new[] { "-e", struck.Value.Injection } : []])));
        await _process.StandardInput.WriteLineAsync(string.Join('\t', chore));
        Task done = ReadAsync();
        if (cutsWrite)
            await CutAsync(threads, done);
        await done;
        if (cutsWrite && IsAlive)
            Limit(ulong.MaxValue);
        await Task.WhenAll(tracers.Select(EndAsync));
        return patience.IsCancellationRequested ? throw new TimeoutException("It does not end.") : IsAlive && Said == "done";
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        Said = string.Empty;
        for (string? line = null; line != ChoreVerb.End;)
        {
            Said += line;
            line = await _process.StandardOutput.ReadLineAsync();
            if (line is not null)
                continue;
            IsAlive = false;
            Said += await _wrong;
            await _process.WaitForExitAsync();
            return;
        }
    }

    // One for each thread, since strace counts the calls of each, and one number is to be one call.
    private static async Task<Process> AttachAsync(IEnumerable<string> options)
    {
        Process tracer = Start(["strace", "-ttt", "-y", "-s", "0", .. options]);
        string? attached = await tracer.StandardError.ReadLineAsync();
        return attached?.Contains("attached", StringComparison.Ordinal) == true ? tracer : throw new InvalidOperationException("strace cannot trace: " + attached);
    }

    // It lets go of a process that lives on.
    private static async Task EndAsync(Process tracer)
    {
        _ = Signal(tracer.Id, Terminate);
        await tracer.StandardError.ReadToEndAsync();
        await tracer.WaitForExitAsync();
        tracer.Dispose();
    }

    // strace cannot shorten a call. It holds it up, and meanwhile no file may be longer than half of the write would make it.
    private async Task CutAsync(string[] threads, Task ended)
    {
        Dictionary<string, string> seen = new(StringComparer.Ordinal);
        while (!ended.IsCompleted)
        {
            foreach (string thread in threads)
            {
                string[] call = Call(_process.Id, thread).Split(' ');
                string place = string.Join(' ', call);
                if (call.Length > 5 && call[0] == WriteNumber && seen.GetValueOrDefault(thread) == place)
                {
                    Limit(Number(call[4]) + (Number(call[3]) / 2));
                    return;
                }

                seen[thread] = place;
            }

            await Task.Delay(s_look);
        }
    }

    private void Limit(ulong size)
    {
        if (SetLimit(_process.Id, FileSize, [size, ulong.MaxValue], 0) != 0)
            throw new InvalidOperationException("No limit can be set.");
    }

    private static string WriteNumber => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? "18" : "68";

    private static ulong Number(string word) => ulong.Parse(word.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Call(int process, string thread)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/task/{thread}/syscall");
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    private static string[] Own() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.ProcessPath!, typeof(TraceProcess).Assembly.Location] : [Environment.ProcessPath!];

    private static Process Start(string[] words)
    {
        ProcessStartInfo start = new(words[0], words[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

        // One thread of the pool works, and a second one while that waits; the rest is to start sooner, and lets files be limited.
        start.Environment["DOTNET_ThreadPool_ForceMinWorkerThreads"] = "1";
        start.Environment["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "2";
        start.Environment["DOTNET_HillClimbing_Disable"] = "1";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        start.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0";
        start.Environment["MALLOC_ARENA_MAX"] = "1";
        start.Environment["MALLOC_TRIM_THRESHOLD_"] = "1000000000";
        start.Environment["MALLOC_TOP_PAD_"] = "67108864";
        return Process.Start(start)!;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);

    [DllImport("libc", EntryPoint = "prlimit64", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetLimit(int process, int what, ulong[] limit, nint old);
}
