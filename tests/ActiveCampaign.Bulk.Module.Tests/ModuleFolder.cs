using System.IO;
using System.Linq;
using System.Reflection;

namespace ActiveCampaign.Bulk.Module.Tests;

/// <summary>Where the staged module and its tests lie.</summary>
internal static class ModuleFolder
{
    /// <summary>The checkout.</summary>
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The module as it ships.</summary>
    public static string Staged { get; } = Path.Combine(Root, "output", "ActiveCampaign.Bulk", Metadata("ModuleVersion"));

    /// <summary>The Pester tests.</summary>
    public static string Tests { get; } = Path.Combine(Root, "tests", "Module");

    /// <summary>The manifest of the Pester that was restored.</summary>
    public static string Pester { get; } = Metadata("Pester");

    /// <summary>The PowerShell of the tool manifest, compiled ahead of time.</summary>
    public static string PowerShell { get; } = Metadata("PowerShell");

    /// <summary>The reference assemblies of .NET Framework 4.7.2.</summary>
    public static string Framework { get; } = Metadata("Framework");

    /// <summary>What a module for Windows PowerShell and PowerShell is compiled against.</summary>
    public static string PowerShellStandard { get; } = Metadata("PowerShellStandard");

    /// <summary>The binaries for a framework.</summary>
    public static string Binaries(string framework) => Path.Combine(Staged, "module", "lib", framework);

    private static string Metadata(string key) =>
        typeof(ModuleFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == key).Value!;
}
