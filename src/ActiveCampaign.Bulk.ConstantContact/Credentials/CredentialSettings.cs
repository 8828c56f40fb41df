using System;
using System.Net;
using System.Net.Http;
using System.Security;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.ConstantContact.Credentials;

/// <summary>What access to an account is gained with.</summary>
internal sealed record CredentialSettings
{
    /// <summary>The application.</summary>
    public required string ClientId { get; init; }

    /// <summary>Its secret, where it has one.</summary>
    public SecureString? ClientSecret { get; init; }

    /// <summary>The refresh token; null where it was just granted, or where one is stored.</summary>
    public SecureString? RefreshToken { get; init; }

    /// <summary>What was just granted.</summary>
    public GrantedTokens? Granted { get; init; }

    /// <summary>The address as it was given; null asks for the service's own.</summary>
    public Uri? Address { get; init; }

    /// <summary>Where tokens are stored for all processes of this user; null keeps them in memory.</summary>
    public string? Folder { get; init; }

    /// <summary>
    /// Stores the refresh token elsewhere: called with the one in hand before it is spent for the first time, so that a
    /// failure costs nothing, and with each new one before it is used.
    /// </summary>
    public Func<string, CancellationToken, Task>? SaveToken { get; init; }

    /// <summary>The clock everything waits on.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The proxy; null uses the system's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Wraps the handler that sends, for tests.</summary>
    public Func<HttpMessageHandler, HttpMessageHandler>? WrapHandler { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(CredentialSettings);
}
