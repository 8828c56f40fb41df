using System.Collections.Generic;
using System;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk;

/// <summary>What became of a batch.</summary>
public sealed class ACImportResult
{
    internal ACImportResult()
    {
    }

    /// <summary>The activity.</summary>
    public string ActivityId { get; internal init; } = string.Empty;

    /// <summary>Number of the batch in its activity.</summary>
    public int BatchNumber { get; internal init; }

    /// <summary>The service's handle; null when it gave none.</summary>
    public string? BatchId { get; internal init; }

    /// <summary>How it ended; Pending when waiting ended first.</summary>
    public ACBatchState State { get; internal init; }

    /// <summary>Rows in it.</summary>
    public int Rows { get; internal init; }

    /// <summary>Rows the service took.</summary>
    public int Imported { get; internal init; }

    /// <summary>Of these, contacts the service names by id: the new ones, on most accounts.</summary>
    public int Created { get; internal init; }

    /// <summary>Of these, the others: updated, or not reported.</summary>
    public int UpdatedOrUnreported => Imported - Created;

    /// <summary>Rows the service did not take.</summary>
    public int Refused { get; internal init; }

    /// <summary>Rows still on their way.</summary>
    public int Pending { get; internal init; }

    /// <summary>Rows nobody knows of.</summary>
    public int Unknown { get; internal init; }

    /// <summary>Numbers of the rows the service did not take.</summary>
    public IReadOnlyList<long> RefusedRows { get; internal init; } = [];

    /// <summary>The addresses the service reports as failed.</summary>
    public IReadOnlyList<string> FailedEmail { get; internal init; } = [];

    /// <summary>What there is to say about it.</summary>
    public string Message { get; internal init; } = string.Empty;

    /// <summary>The command that goes on from here, or null when nothing is open.</summary>
    public string? NextCommand { get; internal init; }

    /// <summary>The activity's journal folder; empty where no journal knows the batch.</summary>
    public string Folder { get; internal init; } = string.Empty;

    /// <summary>The addresses of the imported rows, for commands that work on with them; null where they cannot be told any more.</summary>
    internal ImportedAddresses? Addresses { get; init; }

    /// <summary>The account's host.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; internal init; }
}
