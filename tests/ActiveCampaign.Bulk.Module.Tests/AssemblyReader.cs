using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ActiveCampaign.Bulk.Module.Tests;

/// <summary>Reads names and references of assemblies without loading them.</summary>
internal static class AssemblyReader
{
    public static IReadOnlyList<AssemblyName> ReferencesOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using PEReader image = new(stream);
        MetadataReader reader = image.GetMetadataReader();
        return reader.AssemblyReferences.Select(handle => reader.GetAssemblyReference(handle).GetAssemblyName()).ToList();
    }

    public static AssemblyName NameOf(string path) => AssemblyName.GetAssemblyName(path);
}
