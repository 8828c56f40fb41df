using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace ActiveCampaign.Bulk.Module.Tests;

public class ShippedFilesTests
{
    private static readonly string[] s_own =
        ["ActiveCampaign.Bulk.ConstantContact.dll", "ActiveCampaign.Bulk.Core.dll", "ActiveCampaign.Bulk.Loader.dll", "ActiveCampaign.Bulk.Service.dll", "ActiveCampaign.Bulk.Simulator.dll", "ActiveCampaign.Bulk.dll", "Polly.Core.dll"];

    // What .NET Framework 4.7.2 has not: the packages' own needs.
    private static readonly string[] s_desktop =
    [
        "Microsoft.Bcl.AsyncInterfaces.dll", "Microsoft.Bcl.TimeProvider.dll", "System.Buffers.dll", "System.ComponentModel.Annotations.dll",
        "System.Memory.dll", "System.Numerics.Vectors.dll", "System.Runtime.CompilerServices.Unsafe.dll", "System.Text.Encodings.Web.dll",
        "System.Text.Json.dll", "System.Threading.Channels.dll", "System.Threading.Tasks.Extensions.dll",
    ];

    [Fact]
    public void Binaries_ForPowerShell7_AreTheseAndNoOthers() => Assert.Equal(Sorted(s_own), Shipped("net8.0"));

    [Fact]
    public void Binaries_ForWindowsPowerShell_AreTheseAndNoOthers() => Assert.Equal(Sorted(s_own.Concat(s_desktop)), Shipped("netstandard2.0"));

    private static IEnumerable<string> Shipped(string framework) => Sorted(Directory.EnumerateFiles(ModuleFolder.Binaries(framework)).Select(path => Path.GetFileName(path)));

    private static IEnumerable<string> Sorted(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);
}
