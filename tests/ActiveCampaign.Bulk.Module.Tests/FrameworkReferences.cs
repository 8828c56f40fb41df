using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;

namespace ActiveCampaign.Bulk.Module.Tests;

/// <summary>
/// What Windows PowerShell 5.1 finds: the assemblies that ship for it, those of .NET Framework 4.7.2, and PowerShell's own.
/// </summary>
internal sealed class FrameworkReferences : IAssemblyResolver
{
    private static readonly string[] s_folders =
        [ModuleFolder.Binaries("netstandard2.0"), ModuleFolder.Framework, Path.Combine(ModuleFolder.Framework, "Facades"), ModuleFolder.PowerShellStandard];

    private readonly Dictionary<string, AssemblyDefinition> _read = new(StringComparer.Ordinal);

    /// <summary>What an assembly refers to and nobody has: assemblies, types and members.</summary>
    public static IEnumerable<string> Missing(ModuleDefinition module)
    {
        IEnumerable<string> assemblies = module.AssemblyReferences.Where(reference => module.AssemblyResolver.Resolve(reference) is null).Select(reference => reference.FullName);
        IEnumerable<string> types = module.GetTypeReferences().Where(type => type.Resolve() is null).Select(type => type.FullName);
        IEnumerable<string> members = module.GetMemberReferences().Where(member => !member.DeclaringType.IsArray && member.Resolve() is null).Select(member => member.FullName);
        return assemblies.Concat(types).Concat(members);
    }

    /// <summary>An assembly that ships.</summary>
    public AssemblyDefinition Shipped(string file) => Read(Path.Combine(s_folders[0], file));

    /// <inheritdoc/>
    public AssemblyDefinition? Resolve(AssemblyNameReference name) => s_folders
        .Select(folder => Path.Combine(folder, name.Name + ".dll"))
        .Where(File.Exists)
        .Select(Read)
        .FirstOrDefault(assembly => assembly.Name.Version >= name.Version);

    /// <inheritdoc/>
    public AssemblyDefinition? Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (AssemblyDefinition assembly in _read.Values)
            assembly.Dispose();
    }

    private AssemblyDefinition Read(string path)
    {
        if (!_read.TryGetValue(path, out AssemblyDefinition? assembly))
            _read[path] = assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = this });
        return assembly;
    }
}
