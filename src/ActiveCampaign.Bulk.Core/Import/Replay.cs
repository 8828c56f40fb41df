using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Makes batches of rows that the journal has.</summary>
internal static class Replay
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A batch of some rows of another one, with what they were sent with.</summary>
    public static Batch ToBatch(JournaledBatch source, IReadOnlyCollection<long> rows, ImportEnvelope envelope)
    {
        HashSet<long> wanted = [.. rows];
        BatchDraft draft = new(new RowShape(source.Columns), envelope);
        for (int i = 0; i < source.RowNumbers.Count; i++)
        {
            if (wanted.Contains(source.RowNumbers[i]))
                draft.Append(source.RowNumbers[i], source.Lines[i], source.Contacts[i].Span, Cells(source.Cells[i]), source.Digests[i]);
        }

        return draft.Seal(source.Number);
    }

    private static byte[] Cells(IReadOnlyList<string?> cells)
    {
        using ByteBuffer buffer = new(1024);
        using (Utf8JsonWriter writer = new(buffer, s_options))
        {
            writer.WriteStartArray();
            foreach (string? cell in cells)
                writer.WriteStringValue(cell);
            writer.WriteEndArray();
        }

        return buffer.Written.ToArray();
    }
}
