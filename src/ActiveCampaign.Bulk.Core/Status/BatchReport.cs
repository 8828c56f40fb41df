using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>A batch as the run leaves it, and as it is once it is settled.</summary>
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

    /// <summary>What is known of it.</summary>
    public required BatchOutcome Outcome { get; init; }

    /// <summary>Rows in it.</summary>
    public required int Rows { get; init; }

    /// <summary>Number of its first row.</summary>
    public long FirstRow { get; init; }

    /// <summary>Number of its last row.</summary>
    public long LastRow { get; init; }

    /// <summary>Bytes of the request.</summary>
    public int Bytes { get; init; }

    /// <summary>Rows the service took; until it is settled those of single calls alone.</summary>
    public int Imported { get; init; }

    /// <summary>Of these, new contacts.</summary>
    public int Created { get; init; }

    /// <summary>Rows refused.</summary>
    public int Refused { get; init; }

    /// <summary>Rows nobody knows of.</summary>
    public int Unknown { get; init; }

    /// <summary>What settles these.</summary>
    public WayOut WayOut { get; init; }

    /// <summary>The rows the service did not take, with their original cells where the journal has them; none until it is settled.</summary>
    public IReadOnlyList<RefusedRow> RefusedRows { get; init; } = [];

    /// <summary>The addresses the service reports as failed.</summary>
    public IReadOnlyList<string> FailedEmails { get; init; } = [];

    /// <summary>The addresses of the rows that are in; null for none, or where nobody can tell them any more.</summary>
    public ImportedAddresses? Addresses { get; init; }

    /// <summary>When the answer came.</summary>
    public DateTimeOffset AnsweredAt { get; init; }

    /// <summary>What the service said, or why the answer was lost; safe to show.</summary>
    public string Message
    {
        get => _message;
        init => _message = PlainText.Of(value);
    }

    /// <summary>The batch as it was settled.</summary>
    public BatchReport As(BatchSettlement settled) => this with
    {
        Outcome = settled.Outcome,
        Rows = settled.Rows,
        Imported = settled.Imported,
        Created = settled.Created,
        Refused = settled.Refused,
        Unknown = settled.Unknown,
    };
}
