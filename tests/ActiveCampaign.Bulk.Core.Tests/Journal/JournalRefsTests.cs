using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Journal;

public sealed class JournalRefsTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    // Somebody else may be at work on the journal.
    [Fact]
    public void Refs_SegmentIsSettledMeanwhile_ItsRowsAreInTheMainFile()
    {
        string main = Path.Combine(_temp.Path, JournalFiles.Main);
        File.WriteAllText(main, string.Empty);
        File.WriteAllText(Segment(1), Line("batch", 1));
        File.WriteAllText(Segment(2), Line("batch", 2));

        List<int> batches = [];
        foreach ((int batch, _) in JournalReader.Refs(_temp.Path))
        {
            batches.Add(batch);
            if (batches.Count > 1)
                continue;
            File.AppendAllText(main, Line("settled", 3 - batch));
            File.Delete(Segment(3 - batch));
        }

        Assert.Equal([1, 2], batches.Order());
    }

    private string Segment(int number) => Path.Combine(_temp.Path, $"batches-{number}.jsonl");

    private static string Line(string kind, int batch) =>
        $$"""
        {"t":"{{kind}}","n":{{batch}},"outcome":"Completed","at":"2026-01-05T08:00:00Z","count":1,"imported":1,"created":0,"refused":0,"unknown":0,"columns":[],"cells":[[]],"contacts":[],"rows":"{{batch}}","digests":"{{DigestText.Format([new RowDigest(1, 2)])}}"}

        """;
}
