using System;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;

/// <summary>
/// What the simulated service allows and how long it takes. May be changed while the server runs.
/// </summary>
public abstract partial class ConstantContactRules : ServerOptions
{
    private protected ConstantContactRules()
    {
    }

    /// <summary>Each refresh token may be used once and kills those before it; else the same one lives on.</summary>
    public bool RefreshRotates { get; set; } = true;

    /// <summary>How long an access token is good.</summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a refresh token is good after its last use.</summary>
    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromDays(180);

    /// <summary>What the person has consented to, with blanks between.</summary>
    public string Scopes { get; set; } = "contact_data account_read offline_access";

    /// <summary>What the person may do in the account.</summary>
    public UserRole Role { get; set; }

    /// <summary>Requests for tokens in a rolling second.</summary>
    public int TokenRequestsPerSecond { get; set; } = 1;

    /// <summary>How often a device may ask for its token.</summary>
    public TimeSpan DeviceInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a device may ask.</summary>
    public TimeSpan DeviceCodeLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Approves a device at this many of its requests for a token; null leaves it to the account.</summary>
    public int? DeviceApprovedAfterPolls { get; set; }

    /// <summary>Calls in a rolling second, for each application.</summary>
    public int RequestsPerSecond { get; set; } = 4;

    /// <summary>Calls in a day of UTC, for each application.</summary>
    public int RequestsPerDay { get; set; } = 10_000;

    /// <summary>Activities that are queued or processing, for the account.</summary>
    public int QueueLimit { get; set; } = 1_000;

    /// <summary>Bytes of an import that are read; what comes after is ignored. 4,194,304 is the other reading of 4 MB.</summary>
    public int MaxImportBytes { get; set; } = 4_000_000;

    /// <summary>Rows of an import that are read, the headings of a file among them; what comes after is ignored.</summary>
    public int MaxImportRows { get; set; } = 40_000;

    /// <summary>How long an activity can be asked about.</summary>
    public TimeSpan KeepsActivitiesFor { get; set; } = TimeSpan.FromDays(10);

    /// <summary>How long an activity is <c>initialized</c>.</summary>
    public TimeSpan QueuedFor { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How long an activity takes from its arrival, beside <see cref="JobDurationPerRow"/>.</summary>
    public TimeSpan JobDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How much longer an activity takes for each row.</summary>
    public TimeSpan JobDurationPerRow { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Up to this much, by the seed, is added to an activity's time, so that activities overtake each other.</summary>
    public TimeSpan JobJitter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a segment answers 202 after it was first asked for.</summary>
    public TimeSpan SegmentRunFor { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Looks at single activities within this time could have been one look at all of them.</summary>
    public TimeSpan PollWindow { get; set; } = TimeSpan.FromSeconds(30);
}
