using System;

namespace ActiveCampaign.Bulk.Simulator.Quotas;

/// <summary>The account's three limits. All keys share them.</summary>
internal sealed class AccountQuotas
{
    private readonly object _gate = new();
    private readonly SimulatorOptions _options;
    private readonly RequestWindow _general = new(TimeSpan.FromSeconds(1), isFixed: false);
    private readonly RequestWindow _bulk;
    private readonly RequestWindow _single;

    public AccountQuotas(SimulatorOptions options)
    {
        _options = options;
        bool isFixed = options.ImportWindow == QuotaWindow.Fixed;
        _bulk = new RequestWindow(TimeSpan.FromMinutes(1), isFixed);
        _single = new RequestWindow(TimeSpan.FromMinutes(1), isFixed);
    }

    public bool TryTakeGeneral(DateTimeOffset arrived) => TryTake(_general, arrived, _options.GeneralPerSecond);

    public bool TryTakeBulk(DateTimeOffset arrived) => TryTake(_bulk, arrived, _options.BulkPerMinute);

    public bool TryTakeSingle(DateTimeOffset arrived) => TryTake(_single, arrived, _options.SinglePerMinute);

    public int GeneralRemaining(DateTimeOffset now)
    {
        lock (_gate)
            return _general.Remaining(now, _options.GeneralPerSecond);
    }

    private bool TryTake(RequestWindow window, DateTimeOffset arrived, int limit)
    {
        if (!_options.EnforceLimits)
            return true;
        lock (_gate)
            return window.TryTake(arrived, limit, _options.RefusedRequestsCount);
    }
}
