using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace ActiveCampaign.Bulk.Module.Tests;

/// <summary>One run of all Pester tests over the staged module, and its results by file.</summary>
public sealed class PesterRun
{
    private const int ShownLines = 60;

    private readonly Dictionary<string, PesterFile> _files = [];

    /// <summary>Runs them, where Pester is there.</summary>
    public PesterRun()
    {
        if (PesterHost.Missing is not null)
            return;
        string results = Path.Combine(AppContext.BaseDirectory, "pester-results.xml");
        File.Delete(results);
        (ExitCode, Output) = PesterHost.Run("-File", Path.Combine(ModuleFolder.Tests, "Invoke-Tests.ps1"), "-ResultPath", results);
        if (File.Exists(results))
            Read(XDocument.Load(results));
    }

    /// <summary>0 where every test passed.</summary>
    public int ExitCode { get; }

    private string Output { get; } = string.Empty;

    /// <summary>The end of what was printed.</summary>
    public string Tail => string.Join(Environment.NewLine, Output.Split('\n').Select(line => line.TrimEnd()).TakeLast(ShownLines));

    /// <summary>The results of a file; null where it did not get to run.</summary>
    public PesterFile? Find(string name) => _files.GetValueOrDefault(name);

    private void Read(XDocument results)
    {
        foreach (XElement suite in results.Root!.Elements("testsuite"))
        {
            List<XElement> cases = suite.Elements("testcase").ToList();
            _files[Path.GetFileName((string)suite.Attribute("name")!)] = new PesterFile(
                cases.Count,
                cases.Count(test => test.Element("skipped") is not null),
                cases.Where(test => test.Element("failure") is not null || test.Element("error") is not null).Select(Describe).ToList());
        }
    }

    private static string Describe(XElement test) =>
        $"{(string?)test.Attribute("name")}{Environment.NewLine}    {(string?)(test.Element("failure") ?? test.Element("error"))!.Attribute("message")}";
}
