using System;

namespace ActiveCampaign.Bulk;

/// <summary>A batch on a receipt.</summary>
public sealed class ACReceiptBatch
{
    internal ACReceiptBatch()
    {
    }

    /// <summary>Its number in the activity.</summary>
    public int BatchNumber { get; internal init; }

    /// <summary>The service's handle; null where it gave none.</summary>
    public string? BatchId { get; internal init; }

    /// <summary>How it ended.</summary>
    public string State { get; internal init; } = string.Empty;

    /// <summary>Rows in it.</summary>
    public int Rows { get; internal init; }

    /// <summary>Rows the service took.</summary>
    public int Imported { get; internal init; }

    /// <summary>Rows refused.</summary>
    public int Refused { get; internal init; }

    /// <summary>Rows nobody knows of.</summary>
    public int Unknown { get; internal init; }

    /// <summary>When the service answered.</summary>
    public DateTimeOffset AnsweredAt { get; internal init; }
}
