using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Runs;

/// <summary>
/// Where the two halves of a run meet: events come out here, and one wake-up tells the draining thread of an event,
/// of room for rows, or of the end. Bounded, so that a run never piles up what nobody takes.
/// </summary>
internal sealed class EventQueue : IDisposable
{
    private const int Capacity = 1024;

    private readonly Channel<RunEvent> _channel = Channel.CreateBounded<RunEvent>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly SemaphoreSlim _wake = new(0, int.MaxValue);

    /// <summary>Reports; waits while there is no room, which never makes whoever drains wait for itself: that is no stage.</summary>
    public async ValueTask PutAsync(RunEvent item, CancellationToken token)
    {
        await _channel.Writer.WriteAsync(item, token).ConfigureAwait(false);
        Wake();
    }

    public bool TryTake(out RunEvent? item) => _channel.Reader.TryRead(out item);

    /// <summary>Wakes whoever drains: there is room for rows, or the end has come.</summary>
    public void Wake()
    {
        if (_wake.CurrentCount == 0)
            _wake.Release();
    }

    /// <summary>Waits for a wake-up; false when the time is over.</summary>
    public bool Wait(TimeSpan atMost, CancellationToken token) => _wake.Wait(atMost, token);

    public void Dispose() => _wake.Dispose();
}
