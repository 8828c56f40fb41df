using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk;

/// <summary>What an import would do with rows, and what is wrong with them.</summary>
public sealed class ACContactTest
{
    internal ACContactTest()
    {
    }

    /// <summary>Whether the import would take every row.</summary>
    public bool IsValid { get; internal init; }

    /// <summary>The input file; null for rows of a pipeline.</summary>
    public string? Path { get; internal init; }

    /// <summary>Rows read.</summary>
    public long RowsRead { get; internal init; }

    /// <summary>Rows that would be sent.</summary>
    public long Ready { get; internal init; }

    /// <summary>Rows that would be refused.</summary>
    public long Refused { get; internal init; }

    /// <summary>These by reason: each row counts once, for the reason that it would be refused for.</summary>
    public IReadOnlyDictionary<string, long> RefusedBy { get; internal init; } = new Dictionary<string, long>();

    /// <summary>Good rows whose address came before.</summary>
    public long Repeated { get; internal init; }

    /// <summary>Rows that would be left out because another row of their address counts.</summary>
    public long Superseded { get; internal init; }

    /// <summary>Rows that would be left out because they are the same as what was confirmed before.</summary>
    public long Unchanged { get; internal init; }

    /// <summary>Rows whose address is in a file of -ExcludePath; they are refused.</summary>
    public long Excluded { get; internal init; }

    /// <summary>Addresses that have opted out by -OptOutColumn; they would be unsubscribed.</summary>
    public long OptedOut { get; internal init; }

    /// <summary>Tags that the import would create.</summary>
    public IReadOnlyList<string> NewTag { get; internal init; } = [];

    /// <summary>Batches that would be sent.</summary>
    public int Batches { get; internal init; }

    /// <summary>Bytes of all of them.</summary>
    public long Bytes { get; internal init; }

    /// <summary>How long that takes at the service's limits.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>Contacts that would be created; null without -CheckAccount.</summary>
    public long? Created { get; internal init; }

    /// <summary>Contacts that would be updated; null without -CheckAccount.</summary>
    public long? Updated { get; internal init; }

    /// <summary>So many more contacts the account may have; null without -CheckAccount, and where the token may not read it.</summary>
    public long? Room { get; internal init; }

    /// <summary>What is wrong and what is doubtful: errors first, and of each kind what most rows have.</summary>
    public IReadOnlyList<ACContactIssue> Issue { get; internal init; } = [];

    /// <summary>The file with every issue of every row, or null.</summary>
    public string? IssuePath { get; internal init; }

    /// <summary>The files with the rows that would be refused.</summary>
    public IReadOnlyList<string> RejectPath { get; internal init; } = [];

    /// <summary>The account's host.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; internal init; }
}
