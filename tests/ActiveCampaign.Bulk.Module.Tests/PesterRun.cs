using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;

namespace ActiveCampaign.Bulk.Module.Tests;

/// <summary>
/// One run of all Pester tests over the staged module, and its results by file. They wait as much as they work, so five
/// processes share them; a process costs what tens of tests do, so each runs many files.
/// </summary>
public sealed class PesterRun
{
    private const int ShownLines = 60;
    private const int Processes = 5;
    private const int Shares = 12;

    private readonly Dictionary<string, PesterFile> _files = [];
    private readonly List<string> _tails = [];

    /// <summary>Runs them.</summary>
    public PesterRun()
    {
        Queue<string[]> shares = new(Files().Select((file, index) => (file, index)).GroupBy(item => item.index % Shares, item => item.file).Select(share => share.ToArray()));
        Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => Task.Run(() => Work(shares)))).GetAwaiter().GetResult();
    }

    /// <summary>0 where every test passed.</summary>
    public int ExitCode { get; private set; }

    /// <summary>The end of what was printed where something failed.</summary>
    public string Tail => string.Join(Environment.NewLine, _tails);

    /// <summary>The results of a file; null where it did not get to run.</summary>
    public PesterFile? Find(string name) => _files.GetValueOrDefault(name);

    // By length, so that the shares cost about the same when they are dealt.
    private static IEnumerable<string> Files() => Directory.EnumerateFiles(ModuleFolder.Tests, "*.Tests.ps1")
        .OrderByDescending(path => new FileInfo(path).Length)
        .Select(path => Path.GetFileName(path).Replace(".Tests.ps1", string.Empty, StringComparison.Ordinal));

    private void Work(Queue<string[]> shares)
    {
        while (true)
        {
            string[]? share;
            lock (_files)
            {
                if (!shares.TryDequeue(out share))
                    return;
            }

            Run(share);
        }
    }

    private void Run(string[] files)
    {
        string results = Path.Combine(AppContext.BaseDirectory, $"pester-{files[0]}.xml");
        File.Delete(results);
        (int exitCode, string output) = PesterHost.Run(
            Path.Combine(ModuleFolder.Tests, "Invoke-Tests.ps1"), "-ResultPath", results, "-File", string.Join(',', files));
        lock (_files)
        {
            if (File.Exists(results))
                Read(XDocument.Load(results));
            if (exitCode == 0)
                return;
            ExitCode = exitCode;
            _tails.AddRange(output.Split('\n').Select(line => line.TrimEnd()).TakeLast(ShownLines));
        }
    }

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
