using System;
using System.Linq;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.OAuth;

/// <summary>What an access token allows, and until when.</summary>
internal sealed class AccessGrant
{
    public AccessGrant(string clientId, string scopes, DateTimeOffset expires)
    {
        ClientId = clientId;
        Scopes = scopes;
        Expires = expires;
    }

    public string ClientId { get; }

    public string Scopes { get; }

    public DateTimeOffset Expires { get; }

    public bool IsDead { get; set; }

    public bool Allows(string scope) => Scopes.Split(' ').Contains(scope);
}
