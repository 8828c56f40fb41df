using System;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Keeps a run's imports back while the account does not answer: after a lost one all wait a while and ask with the
/// cheapest call there is, until it is answered. Only an outage that lasts ends the run. Safe for several threads.
/// </summary>
internal sealed class OutageGate
{
    private const int LostInARow = 3;

    // The pauses after the first lost answer and the second. The third in a row ends the run, where the account answers
    // everything else.
    private static readonly TimeSpan[] s_pauses = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20)];

    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan s_lasting = TimeSpan.FromMinutes(15);

    private readonly object _gate = new();
    private readonly ImportContext _context;
    private Task _open = Task.CompletedTask;
    private int _losses;
    private long _mark;
    private long? _began;

    public OutageGate(ImportContext context)
    {
        _context = context;
    }

    private TimeProvider Clock => _context.Connection.Clock;

    /// <summary>The mark of an import that goes out now; null while the account does not answer.</summary>
    public long? Enter()
    {
        lock (_gate)
            return _open.IsCompleted ? _mark : null;
    }

    /// <summary>Waits until the account answers.</summary>
    public async Task PassAsync()
    {
        while (true)
        {
            Task open;
            lock (_gate)
            {
                if (_open.IsCompleted)
                    return;
                open = _open;
            }

            await open.ConfigureAwait(false);
            _context.Stop.ThrowIfCancellationRequested();
        }
    }

    /// <summary>An import was answered.</summary>
    public void Answered()
    {
        lock (_gate)
            (_losses, _began) = (0, null);
    }

    /// <summary>An import got no answer, or did not get through. Several that were out at the same time are one loss.</summary>
    /// <param name="mark">Its mark.</param>
    public void Lost(long mark)
    {
        lock (_gate)
        {
            if (mark < _mark)
                return;
            _mark++;
            _began ??= Clock.GetTimestamp();
            _open = Task.Run(RecoverAsync);
        }
    }

    private async Task RecoverAsync()
    {
        try
        {
            // An account that answers at once and loses imports all the same is no outage that passes.
            TimeSpan pause = await AnswersAsync().ConfigureAwait(false) ? CountLoss() : s_pauses[0];
            do
            {
                if (IsLasting())
                    throw Unavailable(Texts.OutageLasts(_context.Connection.Host, (int)s_lasting.TotalMinutes));
                await Clock.PauseAsync(pause, _context.Stop).ConfigureAwait(false);
                pause = pause + pause < s_longestPause ? pause + pause : s_longestPause;
            }
            while (!await AnswersAsync().ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (_context.Stop.IsCancellationRequested)
        {
            // Whoever waits here sees that the run has ended.
        }
        catch (Exception e)
        {
            _context.Fail(e);
        }
    }

    private TimeSpan CountLoss()
    {
        lock (_gate)
        {
            if (++_losses >= LostInARow)
                throw Unavailable(Texts.AnswersLost(LostInARow, _context.Connection.Host));
            return s_pauses[_losses - 1];
        }
    }

    private bool IsLasting()
    {
        lock (_gate)
            return _began is long began && Clock.GetElapsedTime(began) > s_lasting;
    }

    private Task<bool> AnswersAsync() => _context.Connection.AnswersAsync(_context.Stop);

    private BulkException Unavailable(string text) => new(BulkError.ServiceUnavailable, text, _context.Connection.Host);
}
