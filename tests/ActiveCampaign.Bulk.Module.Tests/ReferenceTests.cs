using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;

namespace ActiveCampaign.Bulk.Module.Tests;

public class ReferenceTests
{
    private const string PowerShell = "System.Management.Automation";

    // What .NET Framework 4.7.2 resolves by itself, with its version there.
    private static readonly Dictionary<string, Version> s_framework = new(StringComparer.Ordinal)
    {
        ["mscorlib"] = new(4, 0, 0, 0),
        ["netstandard"] = new(2, 0, 0, 0),
        ["System"] = new(4, 0, 0, 0),
        ["System.ComponentModel.DataAnnotations"] = new(4, 0, 0, 0),
        ["System.Core"] = new(4, 0, 0, 0),
        ["System.Data"] = new(4, 0, 0, 0),
        ["System.Numerics"] = new(4, 0, 0, 0),
        ["System.Runtime"] = new(4, 1, 2, 0),
    };

    public static TheoryData<string> Net8Binaries => Binaries("net8.0");

    public static TheoryData<string> NetStandardBinaries => Binaries("netstandard2.0");

    [Theory]
    [MemberData(nameof(Net8Binaries))]
    public void References_ForPowerShell7_AreInNet8OrShipped(string file)
    {
        Dictionary<string, Version> shipped = Shipped("net8.0");
        Version net8 = new(8, 0, 0, 0);
        Assert.All(References("net8.0", file), reference => Assert.True(
            Covers(shipped, reference) || (IsInTheBox(reference.Name!) && reference.Version <= net8), $"{file} needs {reference.FullName}."));
    }

    [Theory]
    [MemberData(nameof(NetStandardBinaries))]
    public void References_ForWindowsPowerShell_Resolve(string file)
    {
        Dictionary<string, Version> shipped = Shipped("netstandard2.0");
        Assert.All(References("netstandard2.0", file), reference => Assert.True(
            Covers(shipped, reference) || Covers(s_framework, reference), $"{file} needs {reference.FullName}."));
    }

    private static bool IsInTheBox(string name) => name is "netstandard" or "mscorlib" or "Microsoft.CSharp" || name.StartsWith("System", StringComparison.Ordinal);

    private static bool Covers(Dictionary<string, Version> known, AssemblyName reference) =>
        known.TryGetValue(reference.Name!, out Version? version) && reference.Version <= version;

    private static IEnumerable<AssemblyName> References(string framework, string file) =>
        AssemblyReader.ReferencesOf(Path.Combine(ModuleFolder.Binaries(framework), file)).Where(reference => reference.Name != PowerShell);

    private static Dictionary<string, Version> Shipped(string framework) => Directory.EnumerateFiles(ModuleFolder.Binaries(framework), "*.dll")
        .Select(AssemblyReader.NameOf)
        .ToDictionary(name => name.Name!, name => name.Version!, StringComparer.Ordinal);

    private static TheoryData<string> Binaries(string framework) =>
        [.. Directory.EnumerateFiles(ModuleFolder.Binaries(framework), "*.dll").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
