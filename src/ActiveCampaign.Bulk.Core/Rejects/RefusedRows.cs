using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>Streams the refused rows of an activity out of its journal. Damaged lines are passed over.</summary>
public static class RefusedRows
{
    /// <summary>Each refused row once; what was noted last of a row counts.</summary>
    public static IEnumerable<JournaledRefusal> Read(string folder)
    {
        Dictionary<long, long> last = FindRepeated(folder);
        foreach (JournaledRefusal refusal in ReadFrom(folder, 0))
        {
            if (!last.TryGetValue(refusal.Row.Number, out long end) || end == refusal.End)
                yield return refusal;
        }
    }

    /// <summary>The same with the service's handle of the batch each row was in, where it has one.</summary>
    public static IEnumerable<(JournaledRefusal Refusal, string? BatchId)> ReadWithHandles(string folder)
    {
        BatchHandles handles = new(folder);
        foreach (JournaledRefusal refusal in Read(folder))
            yield return (refusal, handles.Find(refusal.Batch));
    }

    /// <summary>The lines from an offset on, as they were noted: a row may come twice.</summary>
    internal static IEnumerable<JournaledRefusal> ReadFrom(string folder, long start)
    {
        string path = Path.Combine(folder, JournalFiles.Refused);
        if (!File.Exists(path))
            yield break;
        RowShape shape = new([]);
        foreach (JournaledRefusal refusal in new JournalScan(path).Read((offset, line) => Read(line, offset + line.Count + 1, shape), start))
        {
            shape = refusal.Row.Shape;
            yield return refusal;
        }
    }

    // Few rows are noted twice, after a kill or with a better reason: only these are kept in mind.
    private static Dictionary<long, long> FindRepeated(string folder)
    {
        RowSet seen = new();
        Dictionary<long, long> last = [];
        foreach (JournaledRefusal refusal in ReadFrom(folder, 0))
        {
            if (!seen.Add(refusal.Row.Number))
                last[refusal.Row.Number] = refusal.End;
        }

        return last;
    }

    private static JournaledRefusal? Read(ArraySegment<byte> line, long end, RowShape previous)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        LineRules.Check(document.RootElement);
        return Read(document.RootElement, end, previous);
    }

    private static JournaledRefusal? Read(JsonElement line, long end, RowShape previous)
    {
        if (line.GetProperty("t").GetString() != "refused")
            return null;
        IReadOnlyList<string?> columns = Texts(line, "columns");
        IReadOnlyList<string?> cells = Texts(line, "cells");
        RowShape shape = previous.Matches(columns!) ? previous : new RowShape(columns!);
        RowReason reason = Enum.TryParse(line.GetProperty("reason").GetString(), out RowReason known) ? known : RowReason.FailedAtService;
        RowProblem problem = new(reason, line.GetProperty("text").GetString() ?? string.Empty);
        long number = line.TryGetProperty("line", out JsonElement place) ? place.GetInt64() : 0;
        RefusedRow row = new(line.GetProperty("row").GetInt64(), number, shape, cells.Cast<object?>().ToList(), problem);
        return new JournaledRefusal(row, line.TryGetProperty("batch", out JsonElement batch) ? batch.GetInt32() : 0, cells.Count > 0, end);
    }

    private static IReadOnlyList<string?> Texts(JsonElement line, string name) =>
        line.TryGetProperty(name, out JsonElement texts) && texts.ValueKind == JsonValueKind.Array ? texts.EnumerateArray().Select(text => text.GetString()).ToList() : [];
}
