namespace ActiveCampaign.Bulk.Core.Preflight;

/// <summary>What a test of an input is asked for, beside what an import is.</summary>
internal sealed record PreflightOptions
{
    /// <summary>Full path of a file for every issue, or null.</summary>
    public string? IssuePath { get; init; }

    /// <summary>Whether contacts and room are looked up in the account.</summary>
    public bool ChecksAccount { get; init; }
}
