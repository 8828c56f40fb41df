using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Lets deferred rows go when the service has ended the batch with their predecessor. What is deferred has a limit: beyond it
/// no more input is read until something ends. Part of the row stage's task.
/// </summary>
internal sealed class DeferredStage
{
    private const int HeldAtMost = 2000;

    private readonly ImportContext _context;
    private readonly RowPlacer _placer;
    private readonly BatchOutlet _outlet;
    private readonly DeferredSpill? _spill;
    private Task _changed = Task.CompletedTask;

    public DeferredStage(ImportContext context, RowPlacer placer, BatchOutlet outlet, DeferredSpill? spill)
    {
        _context = context;
        _placer = placer;
        _outlet = outlet;
        _spill = spill;
    }

    /// <summary>Lets go what may go; waits only while more is deferred than may be.</summary>
    public async Task ReleaseAsync(CancellationToken token)
    {
        if (_changed.IsCompleted)
        {
            _changed = _context.Ends.Changed;
            _placer.Release();
        }

        await WaitAsync(HeldAtMost, token).ConfigureAwait(false);
    }

    /// <summary>Waits until nothing is deferred any more. What can never go by this run is journaled as not sent.</summary>
    public Task CompleteAsync(CancellationToken token) => WaitAsync(0, token);

    private async Task WaitAsync(int atMost, CancellationToken token)
    {
        while (_placer.Held > atMost)
        {
            _changed = _context.Ends.Changed;
            _outlet.TakeLeftAlone();
            IReadOnlyCollection<DeferredFor> waiting = _placer.Release();
            await _outlet.HandOnReadyAsync(token).ConfigureAwait(false);
            if (_placer.Held <= atMost)
                return;

            // A batch on its way ends by itself, and what it lets go may fill the one being formed.
            if (waiting.Contains(DeferredFor.Batch))
                await _context.Ends.WaitAsync(_changed, token).ConfigureAwait(false);
            else if (waiting.Contains(DeferredFor.Draft))
                await _outlet.HandOnRestAsync(token).ConfigureAwait(false);
            else if (waiting.Contains(DeferredFor.Lost))
                await _spill!.SpillAsync(_placer, token).ConfigureAwait(false);
        }
    }
}
