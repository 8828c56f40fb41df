using System;
using System.IO;
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace ActiveCampaign.Bulk.Module.Tests;

public sealed class PesterTests(PesterRun run, ITestOutputHelper output) : IClassFixture<PesterRun>
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(ModuleFolder.Tests, "*.Tests.ps1").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Module_StagedAndTestedByPester_Passes(string file)
    {
        PesterFile? result = run.Find(file);
        Assert.True(result is not null, $"{file} has no results.{Environment.NewLine}{run.Tail}");
        Assert.True(result.Count > 0, $"{file} ran no test.{Environment.NewLine}{run.Tail}");
        Assert.True(result.NotRun == 0, $"{file} left out {result.NotRun} tests.");
        Assert.True(result.Failures.Count == 0, $"{result.Failures.Count} of {result.Count} tests failed:{Environment.NewLine}{string.Join(Environment.NewLine, result.Failures)}");
        output.WriteLine($"{result.Count} tests passed.");
    }

    [Fact]
    public void Run_Whole_EndsWithoutFailure() => Assert.True(run.ExitCode == 0, run.Tail);
}
