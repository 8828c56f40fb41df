using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Contract;

/// <summary>What the importer's answer means.</summary>
public enum ImportVerdict
{
    /// <summary>The batch is queued.</summary>
    Accepted,

    /// <summary>Nothing was queued; certain contacts are named.</summary>
    RowsRefused,

    /// <summary>Nothing was queued: too many requests this minute.</summary>
    RateRefused,

    /// <summary>Nothing was queued: the account has as much to do as it may have. It is free again when some of that has ended.</summary>
    Full,

    /// <summary>Nothing was queued: too many contacts or bytes.</summary>
    SizeRefused,

    /// <summary>Nothing was queued, for another reason.</summary>
    Refused,

    /// <summary>The answer cannot be read, so nobody knows whether the batch was queued.</summary>
    Unreadable,
}

/// <summary>One contact named by a refusal.</summary>
/// <param name="Position">1-based position in the request.</param>
/// <param name="Reason">The service's text.</param>
internal readonly record struct NamedRefusal(int Position, string Reason);

/// <summary>The importer's answer.</summary>
/// <param name="Verdict">What it means.</param>
/// <param name="BatchId">The handle of a queued batch.</param>
/// <param name="Message">The service's text.</param>
/// <param name="Named">The contacts it names.</param>
internal sealed record ImportAnswer(ImportVerdict Verdict, string? BatchId, string Message, IReadOnlyList<NamedRefusal> Named);
