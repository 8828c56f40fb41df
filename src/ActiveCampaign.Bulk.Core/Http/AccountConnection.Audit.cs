using System;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.Core.Http;

/// <content>What it tells those who listen.</content>
internal sealed partial class AccountConnection
{
    private static readonly TimeSpan s_worthSaying = TimeSpan.FromSeconds(1);

    /// <summary>Who listens.</summary>
    public AuditTrail Audit { get; } = new();

    /// <summary>Says what was decided.</summary>
    public void Say(FormattableString what) => Audit.Say(Clock.GetUtcNow(), Host, what);

    // An import is told of with what its answer means, by whoever made it.
    private Exchange Told(ServiceCall call, DateTimeOffset sent, Exchange exchange)
    {
        TimeSpan elapsed = Clock.GetUtcNow() - sent;
        string route = call.Route.Split('?')[0];
        if (exchange.Kind == ExchangeKind.NotSent)
            Say($"{call.Method} {route}: no connection, {elapsed.TotalMilliseconds:F0} ms");
        else if (exchange.Kind == ExchangeKind.Lost)
            Say($"{call.Method} {route}: no answer, {elapsed.TotalMilliseconds:F0} ms; it may have had an effect");
        else if (call.Lane == CallLane.General)
            Say($"{call.Method} {route}: status {exchange.Status}, {elapsed.TotalMilliseconds:F0} ms");
        return exchange with { Elapsed = elapsed };
    }

    private void Again(int attempt, TimeSpan delay) => Say($"try {attempt + 1} had no answer that counts; once more in {delay.TotalMilliseconds:F0} ms");

    private async Task<LaneSlot> AcquireAsync(Lane lane, ServiceCall call, CancellationToken token)
    {
        DateTimeOffset before = Clock.GetUtcNow();
        LaneSlot slot = await lane.AcquireAsync(token).ConfigureAwait(false);
        if (Clock.GetUtcNow() - before is TimeSpan waited && waited >= s_worthSaying)
            Say($"{call.Method} {call.Route.Split('?')[0]}: waited {waited.TotalMilliseconds:F0} ms for its place within the limit");
        return slot;
    }

    private void Pause(Lane lane, ServiceCall call, TimeSpan asked)
    {
        Say($"{call.Method} {call.Route.Split('?')[0]}: refused for the rate; nothing of its kind goes for {asked.TotalMilliseconds:F0} ms");
        lane.Pause(asked);
    }
}
