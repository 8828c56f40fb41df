using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Child;

/// <summary>What came of a chore.</summary>
/// <param name="IsDone">Whether it says that it is done.</param>
/// <param name="IsStruck">Whether the call was reached that was to be struck.</param>
/// <param name="Counts">How often each call was made; empty where the process was killed.</param>
internal sealed record TraceRun(bool IsDone, bool IsStruck, IReadOnlyList<int> Counts);

/// <summary>A process that does one chore after the other, as long as it lives.</summary>
internal sealed class TraceProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _wrong;

    /// <param name="library">What counts its calls and strikes one.</param>
    public TraceProcess(string library)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, [.. Own(), "chore"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Strike.Variable] = library;

        // It lives for a second: what pays later only costs.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        _process = Process.Start(start)!;
        _wrong = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Whether it can do another chore.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>What it said of the last chore.</summary>
    public string Said { get; private set; } = string.Empty;

    /// <summary>Does a chore.</summary>
    /// <exception cref="TimeoutException">It does not end.</exception>
    public async Task<TraceRun> RunAsync(IEnumerable<string> chore, TracePoint? point)
    {
        using CancellationTokenSource patience = new(s_patience);
        using CancellationTokenRegistration end = patience.Token.Register(_process.Kill);
        await _process.StandardInput.WriteLineAsync(string.Join('\t', [.. chore, point?.Call, point?.Number.ToString(CultureInfo.InvariantCulture), point?.Way]));
        Said = string.Empty;
        for (string? line = await _process.StandardOutput.ReadLineAsync(CancellationToken.None); line is not null; line = await _process.StandardOutput.ReadLineAsync(CancellationToken.None))
        {
            string[] words = line.Split(' ');
            if (words[0] == ChoreVerb.End)
                return new TraceRun(Said == "done", bool.Parse(words[1]), [.. words[2..].Select(word => int.Parse(word, CultureInfo.InvariantCulture))]);
            Said += line;
        }

        IsAlive = false;
        Said += await _wrong;
        await _process.WaitForExitAsync(CancellationToken.None);
        return patience.IsCancellationRequested ? throw new TimeoutException("It does not end.") : new TraceRun(false, point is { Kills: true }, []);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static string[] Own() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(TraceProcess).Assembly.Location] : [];
}
