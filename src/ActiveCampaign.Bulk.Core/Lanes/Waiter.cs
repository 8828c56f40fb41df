namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>Who waits for a slot, and when it looks again.</summary>
/// <param name="Seat">One lane of one process: it has one place in the queue, whoever stands behind it there.</param>
/// <param name="Due">When it looks again, in ticks of the slots' clock; <see cref="long.MaxValue"/> when only a change wakes it.</param>
/// <param name="Capacity">The lane's capacity.</param>
internal readonly record struct Waiter(long Seat, long Due, int Capacity);
