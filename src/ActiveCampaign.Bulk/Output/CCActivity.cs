using System;

namespace ActiveCampaign.Bulk;

/// <summary>
/// An activity as Constant Contact has it, with what the journal knows of it: a batch of one of this module's activities,
/// or what another program has begun.
/// </summary>
public sealed class CCActivity
{
    internal CCActivity()
    {
    }

    /// <summary>The activity of this module that it is a batch of; null where the journal does not know it.</summary>
    public string? ActivityId { get; internal init; }

    /// <summary>The name of that activity; the name of the file where the journal does not know it.</summary>
    public string Name { get; internal init; } = string.Empty;

    /// <summary>What it does, such as import; empty where only the program knows that has begun it.</summary>
    public string Kind { get; internal init; } = string.Empty;

    /// <summary>Number of the batch in that activity; null where there is none.</summary>
    public int? BatchNumber { get; internal init; }

    /// <summary>The service's id of it; null where the service has given none.</summary>
    public string? BatchId { get; internal init; }

    /// <summary>The service's word for it.</summary>
    public CCActivityState State { get; internal init; }

    /// <summary>How far the service is, from 0 to 100; null where it does not say.</summary>
    public int? PercentDone { get; internal init; }

    /// <summary>When the service received it; when it was begun here, where the service has none.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>When the service began with it.</summary>
    public DateTimeOffset? StartedAt { get; internal init; }

    /// <summary>When the service had ended it.</summary>
    public DateTimeOffset? CompletedAt { get; internal init; }

    /// <summary>The name of the file it came as; null for none.</summary>
    public string? FileName { get; internal init; }

    /// <summary>Rows in it, by the journal; by the service's count where the journal does not know it.</summary>
    public int Rows { get; internal init; }

    /// <summary>People the service took; null where it does not say.</summary>
    public int? People { get; internal init; }

    /// <summary>Rows the service could not take.</summary>
    public int Errors { get; internal init; }

    /// <summary>Rows the service set aside for somebody to correct in the account.</summary>
    public int Correctable { get; internal init; }

    /// <summary>People who have left, and so were not put on a list.</summary>
    public int NotAddable { get; internal init; }

    /// <summary>The three of them together.</summary>
    public int FailedRows => Errors + Correctable + NotAddable;

    /// <summary>What the service says about it; empty for nothing.</summary>
    public string Message { get; internal init; } = string.Empty;

    /// <summary>The command that goes on from here, or null when nothing of this module's is open.</summary>
    public string? NextCommand { get; internal init; }

    /// <summary>The journal's folder of its activity; empty where the journal does not know it.</summary>
    public string Folder { get; internal init; } = string.Empty;

    /// <summary>The account.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; internal init; }
}
