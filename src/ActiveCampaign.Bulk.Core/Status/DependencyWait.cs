using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>
/// Waits until every row of activities is settled, whoever runs them: it follows the journal of one that another process
/// has, and settles the batches of one that nobody has by looking at them.
/// </summary>
internal sealed class DependencyWait
{
    private const int ReadingShare = 10;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(30);

    private readonly StatusPoller _poller;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _patience;
    private DependencyState? _current;

    /// <summary>Waits through a connection's poller.</summary>
    /// <param name="poller">Looks at open batches.</param>
    /// <param name="clock">The connection's clock.</param>
    /// <param name="patience">For how long the service may leave everything as it is; half an hour where nothing is given.</param>
    public DependencyWait(StatusPoller poller, TimeProvider clock, TimeSpan? patience = null)
    {
        _poller = poller;
        _clock = clock;
        _patience = patience ?? TimeSpan.FromMinutes(30);
    }

    /// <summary>What is waited for, as it was seen last; null before the first look.</summary>
    public DependencyState? Current => Volatile.Read(ref _current);

    /// <summary>Waits for the activities in these folders, one after the other; ends early with one that cannot become settled.</summary>
    /// <exception cref="BulkException">A journal cannot be read, or the service cannot be asked.</exception>
    public async Task<IReadOnlyList<DependencyState>> RunAsync(IEnumerable<string> folders, CancellationToken token)
    {
        List<DependencyState> states = [];
        foreach (string folder in folders)
        {
            states.Add(await SettleAsync(folder, token).ConfigureAwait(false));
            if (states[states.Count - 1].Stand != DependencyStand.Settled)
                break;
        }

        return states;
    }

    private async Task<DependencyState> SettleAsync(string folder, CancellationToken token)
    {
        DependencyState? before = null;
        DateTimeOffset changed = _clock.GetUtcNow();
        while (true)
        {
            DependencyState now = Look(folder, out TimeSpan pause);
            if (now.Stand != DependencyStand.Waiting)
                return now;
            if (IsOther(now, before))
                changed = _clock.GetUtcNow();
            before = now;
            if (now.Activity.State != ActivityState.Running)
            {
                if (await SettleBatchesAsync(now.Activity, token).ConfigureAwait(false))
                    continue;
                if (_clock.GetUtcNow() - changed >= _patience)
                    return now with { Stand = DependencyStand.Stalled };
            }

            await _clock.PauseAsync(pause, token).ConfigureAwait(false);
        }
    }

    // A large journal takes its time to read: most of the time goes into waiting all the same.
    private DependencyState Look(string folder, out TimeSpan pause)
    {
        long began = _clock.GetTimestamp();
        DependencyState state = DependencyState.Of(JournalReader.Read(folder));
        TimeSpan reading = TimeSpan.FromTicks(_clock.GetElapsedTime(began).Ticks * ReadingShare);
        pause = reading < s_pause ? s_pause : reading > s_longestPause ? s_longestPause : reading;
        Volatile.Write(ref _current, state);
        return state;
    }

    private static bool IsOther(DependencyState now, DependencyState? before) =>
        before is null || before.Activity.Pending != now.Activity.Pending || before.Activity.State != now.Activity.State;

    /// <summary>Settles the batches the service has; false when there is nothing to settle, or somebody else has the journal open.</summary>
    private async Task<bool> SettleBatchesAsync(ActivitySnapshot activity, CancellationToken token)
    {
        using JournalWriter? journal = JournalStore.TryOpen(activity.Folder);
        if (journal is null)
            return false;
        using BatchSettler settler = new(_poller.Service);
        List<BatchReport> open = JournaledBatches.Of(activity)
            .Where(batch => batch is { Outcome: BatchOutcome.Pending, BatchId: not null } && settler.Recall(batch) is null)
            .ToList();
        List<BatchWatch> watches = open.ConvertAll(batch => _poller.Watch(batch.BatchId!, batch.AnsweredAt));
        try
        {
            for (int i = 0; i < open.Count; i++)
            {
                if (!await EndsAsync(watches, i, token).ConfigureAwait(false))
                    return false;
                await settler.SettleAsync(open[i], await watches[i].Ended.ConfigureAwait(false), token).ConfigureAwait(false);
                Volatile.Write(ref _current, DependencyState.Of(activity = Less(activity, open[i])));
            }
        }
        finally
        {
            watches.ForEach(_poller.Forget);
        }

        return open.Count > 0;
    }

    private async Task<bool> EndsAsync(List<BatchWatch> watches, int index, CancellationToken token)
    {
        while (!watches[index].Ended.IsCompleted)
        {
            if (watches.Min(watch => watch.Idle(_clock)) >= _patience)
                return false;
            await ChangeSignal.WaitAsync(_clock, s_pause, watches[index].Ended, token).ConfigureAwait(false);
        }

        return true;
    }

    // For those who look on: what the journal says is read again at the end.
    private static ActivitySnapshot Less(ActivitySnapshot activity, BatchReport settled) =>
        activity with { Pending = Math.Max(0, activity.Pending - settled.Rows) };
}
