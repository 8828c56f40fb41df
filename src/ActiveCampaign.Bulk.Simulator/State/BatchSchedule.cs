using System;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>When a batch passes from one state to the next.</summary>
internal sealed record BatchSchedule(
    DateTimeOffset Received, DateTimeOffset Waiting, DateTimeOffset Claimed, DateTimeOffset Active, DateTimeOffset Ends)
{
    public static BatchSchedule Plan(SimulatorOptions options, DateTimeOffset received, int contacts, double jitter)
    {
        DateTimeOffset waiting = received + options.StatusFalseFor;
        DateTimeOffset claimed = waiting + options.WaitingFor;
        DateTimeOffset active = claimed + options.ClaimedFor;
        long ticks = options.ActiveFor.Ticks
            + (options.ActivePerContact.Ticks * contacts)
            + (long)(options.ActiveJitter.Ticks * jitter);
        return new BatchSchedule(received, waiting, claimed, active, active + TimeSpan.FromTicks(ticks));
    }
}
