using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.OAuth;

/// <summary>An application and the refresh tokens it was given.</summary>
internal sealed class Application
{
    public Application(string clientId, string clientSecret)
    {
        ClientId = clientId;
        ClientSecret = clientSecret;
    }

    public string ClientId { get; }

    public string ClientSecret { get; }

    /// <summary>The latest refresh token.</summary>
    public string RefreshToken { get; private set; } = "";

    public Dictionary<string, RefreshRecord> RefreshTokens { get; } = new(StringComparer.Ordinal);

    public void Add(string refreshToken, string scopes, DateTimeOffset now)
    {
        RefreshTokens[refreshToken] = new RefreshRecord(scopes) { LastUse = now };
        RefreshToken = refreshToken;
    }

    public void KillRefreshTokens()
    {
        foreach (RefreshRecord record in RefreshTokens.Values)
            record.IsDead = true;
    }
}

/// <summary>What is known of a refresh token.</summary>
internal sealed class RefreshRecord
{
    public RefreshRecord(string scopes)
    {
        Scopes = scopes;
    }

    public string Scopes { get; }

    public DateTimeOffset LastUse { get; set; }

    /// <summary>It was used where each may be used once.</summary>
    public bool IsSpent { get; set; }

    public bool IsDead { get; set; }
}
