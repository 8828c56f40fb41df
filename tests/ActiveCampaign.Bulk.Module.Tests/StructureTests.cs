using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Xunit;

namespace ActiveCampaign.Bulk.Module.Tests;

/// <summary>Folders, which namespaces equal, lean on each other one way: whoever changes one knows who is above it.</summary>
public sealed class StructureTests
{
    private const string Core = "ActiveCampaign.Bulk.Core";

    [Theory]
    [InlineData(Core)]
    [InlineData("ActiveCampaign.Bulk.Service")]
    [InlineData("ActiveCampaign.Bulk.ConstantContact")]
    [InlineData("ActiveCampaign.Bulk")]
    [InlineData("ActiveCampaign.Bulk.Simulator")]
    public void Folders_LeanOnEachOther_NeverInACircle(string assembly)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(Path.Combine(ModuleFolder.Binaries("net8.0"), assembly + ".dll"));
        Dictionary<string, SortedSet<string>> ties = Ties(module, assembly);
        Assert.True(ties.Count > 3, "Too few folders were found.");

        // Whoever leans on nobody that is left is taken away, until nobody is left or all that are lean on each other.
        while (ties.FirstOrDefault(folder => !folder.Value.Overlaps(ties.Keys)).Key is string free)
            ties.Remove(free);

        string circle = string.Join(Environment.NewLine, ties.Select(folder => $"{folder.Key} -> {string.Join(", ", folder.Value.Intersect(ties.Keys))}"));
        Assert.True(circle.Length == 0, circle);
    }

    [Fact]
    public void Assemblies_LeanOneWay_CmdletsOnServiceOnEngine()
    {
        Assert.Equal(["ActiveCampaign.Bulk.Core", "ActiveCampaign.Bulk.Service", "ActiveCampaign.Bulk.Simulator"], Ours("ActiveCampaign.Bulk").Except(["ActiveCampaign.Bulk.ConstantContact"]));
        Assert.Equal(["ActiveCampaign.Bulk.Core"], Ours("ActiveCampaign.Bulk.Service"));
        Assert.Equal(["ActiveCampaign.Bulk.Core"], Ours("ActiveCampaign.Bulk.ConstantContact"));
        Assert.Empty(Ours("ActiveCampaign.Bulk.Core"));
        Assert.Empty(Ours("ActiveCampaign.Bulk.Simulator"));
    }

    [Fact]
    public void Contract_NamesNothingAboveIt()
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(Path.Combine(ModuleFolder.Binaries("net8.0"), Core + ".dll"));
        string[] below = [Core, .. new[] { "Rows", "Batching", "Http", "Lanes", "Settings", "Validation" }.Select(folder => Core + "." + folder)];

        Assert.Empty(Ties(module, Core)[Core + ".Contract"].Except(below));
    }

    [Fact]
    public void Files_OfTheSource_AreReadInOneGo() => Assert.DoesNotContain(
        Directory.EnumerateFiles(Path.Combine(ModuleFolder.Root, "src"), "*.cs", SearchOption.AllDirectories),
        path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && File.ReadLines(path).Count() > 300);

    [Fact]
    public void Types_HaveNamesOfTheirOwn()
    {
        IEnumerable<TypeDefinition> types = new[] { Core, "ActiveCampaign.Bulk.Service", "ActiveCampaign.Bulk.ConstantContact", "ActiveCampaign.Bulk" }
            .SelectMany(assembly => ModuleDefinition.ReadModule(Path.Combine(ModuleFolder.Binaries("net8.0"), assembly + ".dll")).Types)
            .Where(type => type.Namespace.StartsWith("ActiveCampaign.Bulk", StringComparison.Ordinal));

        Assert.Empty(types.GroupBy(type => type.Name).Where(same => same.Count() > 1).Select(same => string.Join(", ", same)));
    }

    private static IEnumerable<string> Ours(string assembly) => AssemblyReader.ReferencesOf(Path.Combine(ModuleFolder.Binaries("net8.0"), assembly + ".dll"))
        .Select(reference => reference.Name!).Where(name => name.StartsWith("ActiveCampaign.Bulk", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static Dictionary<string, SortedSet<string>> Ties(ModuleDefinition module, string assembly)
    {
        Dictionary<string, SortedSet<string>> ties = [];
        foreach (TypeDefinition type in module.GetTypes())
        {
            if (FolderOf(type, assembly) is not string folder)
                continue;
            ties.TryAdd(folder, new SortedSet<string>(StringComparer.Ordinal));
            ties[folder].UnionWith(Used(type).Select(used => FolderOf(used, assembly)).OfType<string>().Where(used => used != folder));
        }

        return ties;
    }

    // Null for what is not of this assembly, and for what the compiler adds to it.
    private static string? FolderOf(TypeReference type, string assembly)
    {
        TypeReference outer = type.GetElementType();
        while (outer.DeclaringType is TypeReference declaring)
            outer = declaring;
        bool isOurs = outer.Scope is ModuleDefinition && (outer.Namespace == assembly || outer.Namespace.StartsWith(assembly + ".", StringComparison.Ordinal));
        return isOurs ? outer.Namespace : null;
    }

    private static IEnumerable<TypeReference> Used(TypeDefinition type)
    {
        IEnumerable<TypeReference?> declared = type.Interfaces.Select(item => item.InterfaceType)
            .Append(type.BaseType)
            .Concat(type.Fields.Select(field => field.FieldType))
            .Concat(type.Methods.SelectMany(Used));
        return declared.OfType<TypeReference>().SelectMany(Parts);
    }

    private static IEnumerable<TypeReference?> Used(MethodDefinition method)
    {
        IEnumerable<TypeReference?> used = method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType);
        return method.HasBody
            ? used.Concat(method.Body.Variables.Select(variable => variable.VariableType)).Concat(method.Body.Instructions.Select(Used))
            : used;
    }

    private static TypeReference? Used(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => type,
        MemberReference member => member.DeclaringType,
        _ => null,
    };

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };
}
