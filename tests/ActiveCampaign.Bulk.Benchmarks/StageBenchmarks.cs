using System;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Service.Wire;
using BenchmarkDotNet.Attributes;

namespace ActiveCampaign.Bulk.Benchmarks;

/// <summary>The stages that every row passes, 10,000 rows of 8 columns at a time.</summary>
[MemoryDiagnoser]
public class StageBenchmarks
{
    private const int Rows = 10_000;

    private static readonly string[] s_columns = ["email", "First Name", "Last Name", "phone", "company", "City", "Birthday", "Notes"];
    private static readonly AccountCatalog s_catalog = new(
        [new(1, "City", "CITY", "text", []), new(2, "Birthday", "BIRTHDAY", "date", []), new(3, "Notes", "NOTES", "textarea", [])], [], []);

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"acbulk-bench-{Guid.NewGuid():N}.csv");
    private SourceRow[] _rows = [];
    private ContactRow[] _contacts = [];

    [GlobalSetup]
    public void Setup()
    {
        RowShape shape = new(s_columns);
        _rows = Enumerable.Range(1, Rows).Select(i => new SourceRow(i, i + 1, shape, Cells(i))).ToArray();
        File.WriteAllLines(_path, _rows.Select(row => string.Join(',', row.Values)).Prepend(string.Join(',', s_columns)));
        _contacts = MapAll();
    }

    [GlobalCleanup]
    public void Cleanup() => File.Delete(_path);

    [Benchmark]
    public int ReadCsv()
    {
        using CsvRowReader reader = CsvRowReader.Open(new InputFile { Path = _path });
        return reader.Rows().Count();
    }

    [Benchmark]
    public int Map() => MapAll().Length;

    private ContactRow[] MapAll()
    {
        RowMapper mapper = new(new MappingSettings(), s_catalog);
        return _rows.Select(row => mapper.Map(row, out _)!).ToArray();
    }

    [Benchmark]
    public int FillBatches()
    {
        using RowDigester digester = new(new byte[32]);
        using BatchBuilder builder = new(new BatchLimits(ServiceLimits.MaxContacts, ServiceLimits.MaxBytes, 0), ImportEnvelopes.Create(true, null), digester);
        int bytes = 0;
        for (int i = 0; i < _rows.Length; i++)
        {
            builder.TryAdd(_rows[i], _contacts[i]);
            using Batch? ready = builder.TakeReady();
            bytes += ready?.Body.Count ?? 0;
        }

        return bytes;
    }

    private static object?[] Cells(int i) =>
        [$"person{i}@example.org", "First " + i, "Last " + i, "555-" + i, "Company " + (i % 50), "City " + (i % 100), "1980-05-17", "A note of some length, as people write them " + i];
}
