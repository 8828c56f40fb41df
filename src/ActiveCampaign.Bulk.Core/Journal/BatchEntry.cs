using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>What the lines of a journal say of one batch.</summary>
internal sealed class BatchEntry
{
    public BatchEntry(int number)
    {
        Number = number;
    }

    public int Number { get; }

    /// <summary>Whether the service has said something to it, or nobody waits for that any more.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Row numbers as text; empty where a line without them was all there is.</summary>
    public string Rows { get; set; } = string.Empty;

    /// <summary>Whether the main file has the rows, so that they are known without the batch's own line.</summary>
    public bool HasRowsNoted { get; set; }

    public int Count { get; set; }

    public BatchOutcome Outcome { get; set; } = BatchOutcome.Unknown;

    public string? BatchId { get; set; }

    /// <summary>How it was sent; null once its contact data is gone.</summary>
    public string? Route { get; set; }

    public DateTimeOffset? At { get; set; }

    public BatchSettlement? Settlement { get; private set; }

    /// <summary>When it was settled last, or null.</summary>
    public DateTimeOffset? SettledAt => Settlement?.At;

    public IEnumerable<long> RowNumbers => RowRanges.Parse(Rows);

    /// <summary>Rows of a completed batch that nobody knows of.</summary>
    public HashSet<long> UnknownRows { get; private set; } = [];

    /// <summary>How many rows of a completed batch are unknown without a number: the service named a failed address that no row has.</summary>
    public int Nameless => Settlement is { Outcome: BatchOutcome.Completed } settled ? settled.Unknown - UnknownRows.Count + MissingRefusals : 0;

    /// <summary>How many refused rows the settlement speaks of and no readable line names.</summary>
    public int MissingRefusals { get; set; }

    /// <summary>Rows of a completed batch that were not come to.</summary>
    public HashSet<long> NotSentRows { get; private set; } = [];

    /// <summary>What is known of it, as an event that says it again.</summary>
    public BatchAnswered ToEvent() => new(Number, Outcome, Count, Rows, At ?? default, BatchId);

    public void Answer(BatchAnswered answered) => (Count, BatchId, Outcome, At, IsAnswered) = (answered.Count, answered.BatchId, answered.Outcome, answered.At, true);

    public void Settle(BatchSettlement settlement)
    {
        // The digests of a million rows are 40 MB.
        Settlement = settlement with { RowText = null, Digests = null, ContactIds = null };
        Outcome = settlement.Outcome;
        IsAnswered = true;
        Count = settlement.Rows;
        UnknownRows = [.. RowRanges.Parse(settlement.UnknownRows ?? string.Empty)];
        NotSentRows = [.. RowRanges.Parse(settlement.NotSentRows ?? string.Empty)];
    }
}
