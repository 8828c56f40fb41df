using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.ConstantContact.Credentials;

/// <summary>
/// A consent and all that came of it: each refresh token descends from the one before. The file of a user's tokens holds one
/// for each consent of an application.
/// </summary>
internal sealed class TokenChain
{
    private const int HashesKept = 400;

    /// <summary>Hashes of its refresh tokens, the first that was given first: whichever of them is given again, the last one counts.</summary>
    public List<string> Hashes { get; set; } = [];

    /// <summary>The last refresh token; null where it is dead, or the service gave none.</summary>
    public string? Refresh { get; set; }

    /// <summary>The last access token.</summary>
    public string? Access { get; set; }

    /// <summary>When it is worth no new call any more.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Whether the refresh token was sent and what came of it was not stored.</summary>
    public bool IsSpending { get; set; }

    /// <summary>Whether the last refresh token is still to be handed to whoever stores it elsewhere.</summary>
    public bool IsUnsaved { get; set; }

    /// <summary>Whether a refresh token serves once; null before the first renewal.</summary>
    public bool? Rotates { get; set; }

    /// <summary>When it was used last.</summary>
    public DateTimeOffset UsedAt { get; set; }

    /// <summary>Begins one with what is given.</summary>
    public static TokenChain Of(string refresh) => new() { Refresh = refresh, Hashes = [ConstantContactAddress.HashOf(refresh)] };

    /// <summary>Begins one with what was granted.</summary>
    /// <param name="granted">The tokens.</param>
    /// <param name="isUnsaved">Whether somebody else stores refresh tokens too.</param>
    public static TokenChain Of(GrantedTokens granted, bool isUnsaved) => new()
    {
        IsUnsaved = isUnsaved && granted.Refresh is not null,
        Refresh = granted.Refresh, Access = granted.Access, ExpiresAt = granted.ExpiresAt, Hashes = granted.Refresh is null ? [] : [ConstantContactAddress.HashOf(granted.Refresh)],
    };

    /// <summary>Whether a refresh token is one of its own, an old one or the last.</summary>
    public bool Has(string refresh) => Hashes.Contains(ConstantContactAddress.HashOf(refresh));

    /// <summary>Takes what a renewal has brought; whether there is a new refresh token.</summary>
    public bool Take(GrantedTokens tokens)
    {
        bool isNew = tokens.Refresh is { Length: > 0 } refresh && refresh != Refresh;
        (Access, ExpiresAt, IsSpending, Rotates) = (tokens.Access, tokens.ExpiresAt, false, isNew);
        if (!isNew)
            return false;
        Refresh = tokens.Refresh;
        Hashes.Add(ConstantContactAddress.HashOf(tokens.Refresh!));
        if (Hashes.Count > HashesKept)
            Hashes.RemoveAt(1);
        return true;
    }
}
