using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Tests.Calls;

/// <summary>Reads backups.</summary>
internal static class BackupRows
{
    public static IEnumerable<int> Ids(string path, bool? isCsv = null) => !(isCsv ?? path.EndsWith(".csv", StringComparison.Ordinal))
        ? File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetInt32())
        : Csv(path).Select(row => int.Parse((string)row.Values[0]!, CultureInfo.InvariantCulture));

    public static List<SourceRow> Csv(string path)
    {
        using CsvRowReader reader = CsvRowReader.Open(new InputFile { Path = path });
        return reader.Rows().ToList();
    }
}
