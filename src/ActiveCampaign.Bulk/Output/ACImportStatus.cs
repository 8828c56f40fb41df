using System.Collections.Generic;

namespace ActiveCampaign.Bulk;

/// <summary>One look at a batch, as the service reports it.</summary>
public sealed class ACImportStatus
{
    internal ACImportStatus()
    {
    }

    /// <summary>The service's handle.</summary>
    public string BatchId { get; internal init; } = string.Empty;

    /// <summary>The service's word.</summary>
    public ACServiceState State { get; internal init; }

    /// <summary>Whether the service is done with it.</summary>
    public bool IsTerminal { get; internal init; }

    /// <summary>Ids of contacts it reports as done: the new ones, on most accounts.</summary>
    public IReadOnlyList<string> SuccessId { get; internal init; } = [];

    /// <summary>Addresses it reports as failed.</summary>
    public IReadOnlyList<string> FailedEmail { get; internal init; } = [];

    /// <summary>How many ids.</summary>
    public int Success => SuccessId.Count;

    /// <summary>How many addresses.</summary>
    public int Failure => FailedEmail.Count;

    /// <summary>The account's host.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; internal init; }
}
