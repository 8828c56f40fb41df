namespace ActiveCampaign.Bulk;

/// <summary>One row of an activity as its journal has it, without its contact data.</summary>
public sealed class ACActivityRow
{
    internal ACActivityRow()
    {
    }

    /// <summary>Number of the row in the input, from 1.</summary>
    public long RowNumber { get; internal init; }

    /// <summary>Where it stands.</summary>
    public ACRowState State { get; internal init; }

    /// <summary>The batch that took it last; null for a row that was in none.</summary>
    public int? BatchNumber { get; internal init; }

    /// <summary>The service's handle of the batch; null when it gave none.</summary>
    public string? BatchId { get; internal init; }

    /// <summary>Why it is refused or unknown, as an id; null for the other states.</summary>
    public string? Reason { get; internal init; }

    /// <summary>The same for people, with what to do.</summary>
    public string? Message { get; internal init; }

    /// <summary>The activity.</summary>
    public string ActivityId { get; internal init; } = string.Empty;

    /// <summary>What the activity does: import, export, list, tag or delete.</summary>
    public string Kind { get; internal init; } = string.Empty;

    /// <summary>The account's host.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; internal init; }
}
