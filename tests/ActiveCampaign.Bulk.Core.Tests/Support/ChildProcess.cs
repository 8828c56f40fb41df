using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>A process of ActiveCampaign.Bulk.Child; killed at the end if it still runs.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    public ChildProcess(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Assembly());
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
    }

    public int ExitCode => _process.ExitCode;

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync();

    public Task WriteLineAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    public Task WaitForExitAsync() => _process.WaitForExitAsync();

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>The same, on a thread that may wait.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    // It is built with the tests and lies where they do, but for the name of the project.
    private static string Assembly()
    {
        string mine = typeof(ChildProcess).Assembly.GetName().Name!;
        return Path.Combine(AppContext.BaseDirectory.Replace(mine, "ActiveCampaign.Bulk.Child", StringComparison.Ordinal), "ActiveCampaign.Bulk.Child.dll");
    }
}
