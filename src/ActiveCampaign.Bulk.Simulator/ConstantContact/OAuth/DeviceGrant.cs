using System;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.OAuth;

/// <summary>A device that waits for a person to approve it.</summary>
internal sealed class DeviceGrant
{
    public DeviceGrant(Application application, string scopes, DateTimeOffset expires, TimeSpan interval)
    {
        Application = application;
        Scopes = scopes;
        Expires = expires;
        Interval = interval;
        string code = Guid.NewGuid().ToString("N").ToUpperInvariant();
        DeviceCode = Guid.NewGuid().ToString();
        UserCode = code.Substring(0, 4) + "-" + code.Substring(4, 4);
    }

    public Application Application { get; }

    public string Scopes { get; }

    public DateTimeOffset Expires { get; }

    /// <summary>Grows each time the device asks too soon.</summary>
    public TimeSpan Interval { get; set; }

    public string DeviceCode { get; }

    public string UserCode { get; }

    public int Polls { get; set; }

    public DateTimeOffset? LastPoll { get; set; }

    /// <summary>Null as long as nobody has decided.</summary>
    public bool? IsApproved { get; set; }

    public bool IsUsed { get; set; }
}
