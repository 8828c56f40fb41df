using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Module.Tests;

/// <summary>
/// Runs the Pester tests in the PowerShell of the tool manifest, or in the one that AC_TEST_PWSH names (a path, or a
/// command on the PATH), with the Pester that was restored.
/// </summary>
internal static class PesterHost
{
    private static readonly string[] s_program = Environment.GetEnvironmentVariable("AC_TEST_PWSH") is { Length: > 0 } asked
        ? [asked]
        : ["dotnet", ModuleFolder.PowerShell];

    /// <summary>Runs a script of PowerShell to its end; the output is both streams.</summary>
    public static (int ExitCode, string Output) Run(string script, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(s_program[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = ModuleFolder.Tests,
        };
        foreach (string argument in (string[])[.. s_program.Skip(1), "-NoProfile", "-NonInteractive", "-File", script, .. arguments])
            start.ArgumentList.Add(argument);
        start.Environment["NO_COLOR"] = "1";

        // These live for a minute, and what they start for seconds: to compile code a second time costs a third of all work.
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        start.Environment["AC_TEST_PESTER"] = ModuleFolder.Pester;
        using Process process = Process.Start(start)!;

        // What hangs ends as a failure that shows how far it came.
        using Timer hang = new(_ => process.Kill(entireProcessTree: true), null, TimeSpan.FromMinutes(20), Timeout.InfiniteTimeSpan);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }
}
