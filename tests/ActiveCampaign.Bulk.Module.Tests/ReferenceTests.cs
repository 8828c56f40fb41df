using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Xunit;

namespace ActiveCampaign.Bulk.Module.Tests;

public class ReferenceTests
{
    private const string PowerShell = "System.Management.Automation";

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
        using FrameworkReferences framework = new();
        Assert.Empty(FrameworkReferences.Missing(framework.Shipped(file).MainModule));
    }

    [Fact]
    public void Reference_ThatNetFrameworkLacks_IsNamed()
    {
        using FrameworkReferences framework = new();
        AssemblyDefinition shipped = framework.Shipped("ActiveCampaign.Bulk.Core.dll");
        ModuleDefinition module = shipped.MainModule;
        MethodReference method = new("ReplaceLineEndings", module.TypeSystem.String, module.TypeSystem.String) { HasThis = true };
        MethodDefinition caller = new("Caller", Mono.Cecil.MethodAttributes.Static, module.TypeSystem.Void);
        caller.Body.GetILProcessor().Emit(OpCodes.Call, method);
        module.Types[0].Methods.Add(caller);
        using MemoryStream image = new();
        shipped.Write(image);
        image.Position = 0;
        using ModuleDefinition changed = ModuleDefinition.ReadModule(image, new ReaderParameters { AssemblyResolver = framework });
        Assert.Equal(["System.String System.String::ReplaceLineEndings()"], FrameworkReferences.Missing(changed));
    }

    private static bool IsInTheBox(string name) => name is "netstandard" or "mscorlib" or "Microsoft.CSharp" or "Microsoft.Win32.Primitives" || name.StartsWith("System", StringComparison.Ordinal);

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
