using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.OAuth;

/// <summary>The applications and every token they were given. Safe for any thread.</summary>
internal sealed class TokenStore
{
    private readonly object _gate = new();
    private readonly List<Application> _applications = [];
    private readonly Dictionary<string, AccessGrant> _access = new(StringComparer.Ordinal);
    private readonly List<DeviceGrant> _devices = [];
    private readonly ConstantContactRules _rules;
    private readonly OffenceCounters _offences;
    private readonly TimeProvider _clock;

    public TokenStore(ConstantContactRules rules, OffenceCounters offences, TimeProvider clock)
    {
        _rules = rules;
        _offences = offences;
        _clock = clock;
    }

    public Application Add(string? clientId = null, string? clientSecret = null, string? refreshToken = null)
    {
        Application application = new(clientId ?? Guid.NewGuid().ToString(), clientSecret ?? NewSecret());
        lock (_gate)
        {
            application.Add(refreshToken ?? NewSecret(), _rules.Scopes, _clock.GetUtcNow());
            _applications.Add(application);
        }

        return application;
    }

    public Application? FindApplication(string clientId)
    {
        lock (_gate)
            return _applications.Find(application => application.ClientId == clientId);
    }

    public string RefreshTokenOf(Application application)
    {
        lock (_gate)
            return application.RefreshToken;
    }

    /// <summary>What a token allows; null where it is unknown or not good any more.</summary>
    public AccessGrant? FindAccess(string token)
    {
        lock (_gate)
            return _access.TryGetValue(token, out AccessGrant? grant) && !grant.IsDead && _clock.GetUtcNow() < grant.Expires ? grant : null;
    }

    public string NewAccessToken(Application application, string scopes)
    {
        lock (_gate)
        {
            DateTimeOffset now = _clock.GetUtcNow();
            DateTimeOffset expires = now + _rules.AccessTokenLifetime;
            string token = JwtText.Make(application.ClientId, scopes, now, expires);
            _access[token] = new AccessGrant(application.ClientId, scopes, expires);
            return token;
        }
    }

    /// <summary>New tokens for a refresh token; null where it is not good.</summary>
    public TokenPair? Refresh(Application application, string refreshToken)
    {
        lock (_gate)
        {
            DateTimeOffset now = _clock.GetUtcNow();
            if (!application.RefreshTokens.TryGetValue(refreshToken, out RefreshRecord? record))
                return null;
            if (record.IsSpent)
                _offences.Add(OffenceKind.RefreshTokenReused, application.ClientId);
            if (record.IsDead || now - record.LastUse >= _rules.RefreshTokenLifetime)
                return null;
            record.LastUse = now;
            record.IsSpent = _rules.RefreshRotates;
            return new TokenPair(
                NewAccessToken(application, record.Scopes), _rules.RefreshRotates ? Rotate(application, record.Scopes) : refreshToken, record.Scopes);
        }
    }

    public DeviceGrant StartDevice(Application application, string scopes)
    {
        lock (_gate)
        {
            DeviceGrant device = new(application, scopes, _clock.GetUtcNow() + _rules.DeviceCodeLifetime, _rules.DeviceInterval);
            _devices.Add(device);
            return device;
        }
    }

    /// <summary>The tokens of an approved device, or why there are none.</summary>
    public (TokenPair? Tokens, string Error) PollDevice(Application application, string deviceCode)
    {
        lock (_gate)
        {
            DateTimeOffset now = _clock.GetUtcNow();
            DeviceGrant? device = _devices.Find(item => item.DeviceCode == deviceCode && item.Application == application);
            if (device is null || device.IsUsed)
                return (null, "invalid_grant");
            if (now >= device.Expires)
                return (null, "expired_token");
            if (IsTooSoon(device, now))
                return (null, "slow_down");
            if (device.Polls >= _rules.DeviceApprovedAfterPolls)
                device.IsApproved ??= true;
            if (device.IsApproved is not true)
                return (null, device.IsApproved is null ? "authorization_pending" : "access_denied");
            device.IsUsed = true;
            return (new TokenPair(NewAccessToken(application, device.Scopes), RefreshTokenFor(device), device.Scopes), "");
        }
    }

    /// <summary>Lets a person decide on a device; false where none waits with that code.</summary>
    public bool DecideDevice(string userCode, bool approve)
    {
        lock (_gate)
        {
            DateTimeOffset now = _clock.GetUtcNow();
            DeviceGrant? device = _devices.Find(item =>
                string.Equals(item.UserCode, userCode, StringComparison.OrdinalIgnoreCase) && item.IsApproved is null && now < item.Expires);
            if (device is not null)
                device.IsApproved = approve;
            return device is not null;
        }
    }

    public void KillAccess(AccessGrant grant)
    {
        lock (_gate)
            grant.IsDead = true;
    }

    public void KillAccessTokens()
    {
        lock (_gate)
        {
            foreach (AccessGrant grant in _access.Values)
                grant.IsDead = true;
        }
    }

    public void KillRefreshTokens()
    {
        lock (_gate)
            _applications.ForEach(application => application.KillRefreshTokens());
    }

    private bool IsTooSoon(DeviceGrant device, DateTimeOffset now)
    {
        device.Polls++;
        DateTimeOffset? last = device.LastPoll;
        device.LastPoll = now;
        if (last is null || now - last >= device.Interval)
            return false;
        device.Interval += TimeSpan.FromSeconds(5);
        _offences.Add(OffenceKind.DevicePolledTooSoon, device.UserCode);
        return true;
    }

    private string? RefreshTokenFor(DeviceGrant device)
    {
        if (!_rules.DeviceGivesRefreshToken || !device.Scopes.Split(' ').Contains("offline_access"))
            return null;
        if (_rules.RefreshRotates)
            return Rotate(device.Application, device.Scopes);
        string token = NewSecret();
        device.Application.Add(token, device.Scopes, _clock.GetUtcNow());
        return token;
    }

    private string Rotate(Application application, string scopes)
    {
        string token = NewSecret();
        application.KillRefreshTokens();
        application.Add(token, scopes, _clock.GetUtcNow());
        return token;
    }

    private static string NewSecret() =>
        Convert.ToBase64String([.. Guid.NewGuid().ToByteArray(), .. Guid.NewGuid().ToByteArray()]).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
