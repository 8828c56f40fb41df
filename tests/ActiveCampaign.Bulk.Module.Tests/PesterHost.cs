using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Module.Tests;

/// <summary>Finds PowerShell and Pester, and runs scripts with them.</summary>
internal static class PesterHost
{
    private static readonly Lazy<string?> s_missing = new(FindMissing);

    /// <summary>What keeps Pester from running here; null when nothing does.</summary>
    public static string? Missing => s_missing.Value;

    private static string? Shell { get; } = FindShell();

    /// <summary>Runs a command of PowerShell to its end; the output is both streams.</summary>
    public static (int ExitCode, string Output) Run(params string[] arguments)
    {
        ProcessStartInfo start = new(Shell!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = ModuleFolder.Tests,
        };
        foreach (string argument in new[] { "-NoProfile", "-NonInteractive" }.Concat(arguments))
            start.ArgumentList.Add(argument);
        start.Environment["NO_COLOR"] = "1";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    private static string? FindMissing()
    {
        if (Shell is null)
            return "no pwsh found";
        (int exitCode, _) = Run("-Command", "exit [int](-not (Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -eq 5 }))");
        return exitCode == 0 ? null : "no Pester 5 found";
    }

    private static string? FindShell()
    {
        string name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}
