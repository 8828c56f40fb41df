using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Preflight;

/// <summary>What a test of an input has found.</summary>
/// <param name="Counts">The rows, as the import would count them.</param>
/// <param name="Refused">Rows that it would refuse, by what it would refuse them for.</param>
/// <param name="Issues">What is wrong and what is doubtful, errors first.</param>
internal sealed record PreflightReport(ImportCounts Counts, IReadOnlyDictionary<RowReason, long> Refused, IReadOnlyList<InputIssue> Issues)
{
    /// <summary>Whether the import would take every row.</summary>
    public bool IsValid => !Issues.Any(issue => issue.IsError);

    /// <summary>Addresses that have opted out.</summary>
    public long OptedOut { get; init; }

    /// <summary>Tags that the import would create.</summary>
    public IReadOnlyCollection<string> NewTags { get; init; } = [];

    /// <summary>How long the import takes at the service's limits.</summary>
    public TimeSpan LeastTime { get; init; }

    /// <summary>Contacts that the account would get; null where it was not asked or does not tell.</summary>
    public long? Created { get; init; }

    /// <summary>Contacts that it has already.</summary>
    public long? Updated { get; init; }

    /// <summary>How many contacts it may have.</summary>
    public AccountRoom? Room { get; init; }

    /// <summary>Files that the refused rows are in.</summary>
    public IReadOnlyList<string> RejectFiles { get; init; } = [];
}
