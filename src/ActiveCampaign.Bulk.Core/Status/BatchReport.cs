using System;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>A batch as the run leaves it.</summary>
internal sealed record BatchReport
{
    private readonly string _message = string.Empty;

    /// <summary>The activity.</summary>
    public required string ActivityId { get; init; }

    /// <summary>The batch's number in it.</summary>
    public required int Number { get; init; }

    /// <summary>The account's host.</summary>
    public required string Host { get; init; }

    /// <summary>The activity's journal folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The service's handle; null when it gave none.</summary>
    public string? BatchId { get; init; }

    /// <summary>Pending, Refused, Unknown, or Completed (single calls).</summary>
    public required BatchOutcome Outcome { get; init; }

    /// <summary>Rows in it.</summary>
    public required int Rows { get; init; }

    /// <summary>Number of its first row.</summary>
    public long FirstRow { get; init; }

    /// <summary>Number of its last row.</summary>
    public long LastRow { get; init; }

    /// <summary>Bytes of the request.</summary>
    public int Bytes { get; init; }

    /// <summary>Rows the service took, for single calls.</summary>
    public int Imported { get; init; }

    /// <summary>Of these, new contacts.</summary>
    public int Created { get; init; }

    /// <summary>Rows refused.</summary>
    public int Refused { get; init; }

    /// <summary>Rows nobody knows of.</summary>
    public int Unknown { get; init; }

    /// <summary>What settles these.</summary>
    public WayOut WayOut { get; init; }

    /// <summary>The addresses of the rows that are in already; null for none.</summary>
    public ImportedAddresses? Addresses { get; init; }

    /// <summary>When the answer came.</summary>
    public DateTimeOffset AnsweredAt { get; init; }

    /// <summary>What the service said, or why the answer was lost; safe to show.</summary>
    public string Message
    {
        get => _message;
        init => _message = PlainText.Of(value);
    }
}
