using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>How long and how often a connection tries.</summary>
internal sealed record PatienceSettings
{
    /// <summary>For work that runs unattended: about a minute.</summary>
    public static PatienceSettings Default { get; } = new();

    /// <summary>For a person who waits at a prompt.</summary>
    public static PatienceSettings Interactive { get; } = new()
    {
        Retries = 1,
        CallTimeout = TimeSpan.FromSeconds(30),
        ProbeDelays = [TimeSpan.Zero, TimeSpan.FromSeconds(1)],
    };

    /// <summary>Tries after the first one.</summary>
    public int Retries { get; init; } = 6;

    /// <summary>The first wait; it doubles, with jitter.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one try may take.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>When to ask whether the token is good, after a 403: the service gives stray ones.</summary>
    public IReadOnlyList<TimeSpan> ProbeDelays { get; init; } =
        [TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(35)];
}
