using System;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>Slots that only this process knows. Their time is the clock's time stamp, which nobody can set.</summary>
internal sealed class MemorySlots : SlotStore
{
    private readonly SlotState _state = new();
    private readonly TimeProvider _clock;
    private readonly long _start;

    public MemorySlots(TimeProvider clock)
    {
        _clock = clock;
        _start = clock.GetTimestamp();
    }

    public override long Now => _clock.GetElapsedTime(_start).Ticks;

    public override long Owner => 1;

    public override T Look<T>(Func<SlotState, T> look, T otherwise)
    {
        lock (_state)
            return look(_state);
    }

    public override void Change(Action<SlotState> change)
    {
        lock (_state)
            change(_state);
        Changed.Set();
    }
}
