using System;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Who began an activity, on what machine, and with what versions.</summary>
/// <param name="User">The user of the process.</param>
/// <param name="Machine">The machine's name.</param>
/// <param name="Module">The version of this module.</param>
/// <param name="Shell">The program that ran it, with its version; null where it did not say.</param>
/// <param name="Runtime">The .NET that ran it.</param>
/// <param name="System">The operating system.</param>
internal sealed record ActivityOrigin(
    [property: JsonPropertyName("user")] string User,
    [property: JsonPropertyName("machine")] string Machine,
    [property: JsonPropertyName("module")] string Module,
    [property: JsonPropertyName("shell")] string? Shell,
    [property: JsonPropertyName("runtime")] string Runtime,
    [property: JsonPropertyName("system")] string System)
{
    /// <summary>The program that runs in this process, with its version.</summary>
    public static string? ShellOfProcess { get; set; }

    /// <summary>Those of this process.</summary>
    public static ActivityOrigin OfProcess() => new(
        UserName(),
        Environment.MachineName,
        typeof(ActivityOrigin).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? string.Empty,
        ShellOfProcess,
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription.Trim());

    private static string UserName() =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? Environment.UserDomainName + "\\" + Environment.UserName : Environment.UserName;
}
