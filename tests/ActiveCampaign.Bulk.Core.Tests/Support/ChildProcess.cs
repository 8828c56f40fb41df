using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>A process of ActiveCampaign.Bulk.Child; killed at the end if it still runs.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    public ChildProcess(params string[] arguments)
        : this(new ProcessStartInfo("dotnet"), [Assembly(), .. arguments])
    {
    }

    private ChildProcess(ProcessStartInfo start, IEnumerable<string> arguments)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
    }

    /// <summary>A process that can make no file longer than that, as on a full disk. Needs a Unix shell.</summary>
    public static ChildProcess WithFileLimit(int blocks, params string[] arguments)
    {
        ProcessStartInfo start = new("sh");

        // The runtime backs its code by a large file unless it is told not to.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        string limited = string.Create(CultureInfo.InvariantCulture, $"trap '' XFSZ; ulimit -f {blocks}; exec dotnet \"$@\"");
        return new ChildProcess(start, ["-c", limited, "sh", Assembly(), .. arguments]);
    }

    /// <summary>A process that makes its files under a umask, and takes a folder for the user's own data. Needs a Unix shell.</summary>
    public static ChildProcess WithUmask(string umask, string dataHome, params string[] arguments)
    {
        ProcessStartInfo start = new("sh");
        start.Environment["XDG_DATA_HOME"] = dataHome;
        start.Environment.Remove("AC_BULK_HOME");
        return new ChildProcess(start, ["-c", $"umask {umask}; exec dotnet \"$@\"", "sh", Assembly(), .. arguments]);
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
