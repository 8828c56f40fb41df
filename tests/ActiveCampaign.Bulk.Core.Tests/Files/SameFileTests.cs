using System;
using System.Diagnostics;
using System.IO;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Files;

public sealed class SameFileTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public SameFileTests()
    {
        File.WriteAllText(_temp.File("a.csv"), "email");
        File.WriteAllText(_temp.File("b.csv"), "email");
        Directory.CreateDirectory(_temp.File("in"));
    }

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("a.csv", "a.csv", true)]
    [InlineData("a.csv", "in/../a.csv", true)]
    [InlineData("a.csv", "./a.csv", true)]
    [InlineData("a.csv", "b.csv", false)]
    [InlineData("a.csv", "none.csv", false)]
    [InlineData("none.csv", "none.csv", true)]
    [InlineData("none.csv", "other.csv", false)]
    public void Is_Spellings_AreToldApart(string one, string other, bool same) =>
        Assert.Equal(same, SameFile.Is(_temp.File(one), _temp.File(other)));

    [Fact]
    public void Is_Links_AreTheFileTheyLeadTo()
    {
        if (OperatingSystem.IsWindows())
            return;
        Link("-s", "a.csv", "soft.csv");
        Link("-s", "soft.csv", "twice.csv");
        Link(null, "a.csv", "hard.csv");
        Link("-s", "in", "folder");
        File.WriteAllText(_temp.File("in/c.csv"), "email");
        Assert.True(SameFile.Is(_temp.File("a.csv"), _temp.File("soft.csv")));
        Assert.True(SameFile.Is(_temp.File("twice.csv"), _temp.File("hard.csv")));
        Assert.True(SameFile.Is(_temp.File("in/c.csv"), _temp.File("folder/c.csv")));
        Assert.False(SameFile.Is(_temp.File("b.csv"), _temp.File("hard.csv")));
    }

    [Fact]
    public void Is_FileThatIsReadAtTheMoment_IsToldAllTheSame()
    {
        using FileStream reader = new(_temp.File("a.csv"), FileMode.Open, FileAccess.Read, FileShare.Read);
        Assert.True(SameFile.Is(_temp.File("a.csv"), _temp.File("in/../a.csv")));
        Assert.False(SameFile.Is(_temp.File("a.csv"), _temp.File("b.csv")));
#if !NETSTANDARD_BUILD
        // .NET Standard 2.0 does not tell where a symbolic link leads, so while a file is open it cannot be known there.
        if (OperatingSystem.IsWindows())
            return;
        Link("-s", "a.csv", "soft.csv");
        Assert.True(SameFile.Is(_temp.File("soft.csv"), _temp.File("a.csv")));
#endif
    }

    private void Link(string? kind, string target, string name)
    {
        ProcessStartInfo start = new("ln") { WorkingDirectory = _temp.Path };
        foreach (string argument in kind is null ? [target, name] : new[] { kind, target, name })
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
