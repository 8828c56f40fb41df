using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Makes batches of rows that the journal has.</summary>
internal static class BatchRebuild
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A batch of some rows of another one, with what they were sent with.</summary>
    public static Batch ToBatch(JournaledBatch source, IReadOnlyCollection<long> rows, ImportEnvelope envelope)
    {
        HashSet<long> wanted = [.. rows];
        BatchDraft draft = new(source.Shape, envelope);
        Dictionary<int, BatchRow> shared = [];
        for (int i = 0; i < source.RowNumbers.Count; i++)
        {
            if (wanted.Contains(source.RowNumbers[i]))
                Append(draft, source, i, shared);
        }

        Batch batch = draft.Seal(source.Number);
        batch.SentBefore = source.SentAt;
        return batch;
    }

    // Rows of one address that were merged into a contact still share it.
    private static void Append(BatchDraft draft, JournaledBatch source, int row, Dictionary<int, BatchRow> shared)
    {
        int contact = source.ContactOf?[row] ?? row;
        if (shared.TryGetValue(contact, out BatchRow first))
        {
            draft.Share(first, source.RowNumbers[row], source.Lines[row], Cells(source.Cells[row]), source.Digests[row]);
            return;
        }

        draft.Append(source.RowNumbers[row], source.Lines[row], source.Contacts[contact].Span, Cells(source.Cells[row]), source.Digests[row]);
        shared.Add(contact, draft.Rows[draft.Rows.Count - 1]);
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
