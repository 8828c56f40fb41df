using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Quotas;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;

/// <summary>Refuses what is over a limit of its application, by the second or by the day. Safe for any thread.</summary>
internal sealed class RateGate
{
    private readonly object _gate = new();
    private readonly Dictionary<string, Usage> _usages = new(StringComparer.Ordinal);
    private readonly RequestWindow _tokens = new(TimeSpan.FromSeconds(1), isFixed: false);
    private readonly ConstantContactRules _rules;
    private readonly OffenceCounters _offences;

    public RateGate(ConstantContactRules rules, OffenceCounters offences)
    {
        _rules = rules;
        _offences = offences;
    }

    public Answer? Refuse(ServiceCall call)
    {
        if (!_rules.EnforceLimits)
            return null;
        lock (_gate)
        {
            Usage usage = UsageOf(call.Grant!.ClientId, call.Arrived);
            if (usage.Today >= _rules.RequestsPerDay)
                return Refuse(call, OffenceKind.OverDailyQuota, ServiceAnswers.QuotaExceeded());
            bool granted = usage.Second.TryTake(call.Arrived, _rules.RequestsPerSecond, _rules.RefusedCallsCount);
            if (granted || _rules.RefusedCallsCount)
                usage.Today++;
            return granted ? null : Refuse(call, OffenceKind.OverGeneralLimit, ServiceAnswers.Throttled());
        }
    }

    public Answer? RefuseToken(ServiceCall call)
    {
        if (!_rules.EnforceLimits)
            return null;
        lock (_gate)
        {
            return _tokens.TryTake(call.Arrived, _rules.TokenRequestsPerSecond, _rules.RefusedCallsCount)
                ? null
                : Refuse(call, OffenceKind.OverTokenRate, ServiceAnswers.Throttled());
        }
    }

    /// <summary>Uses up calls of a day, as others with the same application would.</summary>
    public void Spend(string clientId, int calls, DateTimeOffset now)
    {
        lock (_gate)
            UsageOf(clientId, now).Today += calls;
    }

    private Answer Refuse(ServiceCall call, OffenceKind kind, Answer answer)
    {
        _offences.Add(kind, call.ToString());
        return answer;
    }

    private Usage UsageOf(string clientId, DateTimeOffset now)
    {
        if (!_usages.TryGetValue(clientId, out Usage? usage))
            _usages[clientId] = usage = new Usage();
        if (usage.Day != now.UtcDateTime.Date)
        {
            usage.Day = now.UtcDateTime.Date;
            usage.Today = 0;
        }

        return usage;
    }

    private sealed class Usage
    {
        public RequestWindow Second { get; } = new(TimeSpan.FromSeconds(1), isFixed: false);

        public DateTime Day { get; set; }

        public int Today { get; set; }
    }
}
