using System;

namespace ActiveCampaign.Bulk.ConstantContact.Credentials;

/// <summary>What a consent, or its renewal, brings.</summary>
/// <param name="Access">The access token.</param>
/// <param name="Refresh">What the next access token is asked for with; null where the service gives none.</param>
/// <param name="ExpiresAt">When the access is worth no new call any more, some minutes before it ends.</param>
internal sealed record GrantedTokens(string Access, string? Refresh, DateTimeOffset ExpiresAt)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(GrantedTokens);
}
