using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>
/// Waits until the account has no import under way, of any program. Before that nobody can tell whether a batch whose
/// answer was lost is in: the service may still be at it.
/// </summary>
internal sealed class Quiescence
{
    private const double Growth = 1.5;

    // A call that was cut may still be on its way when the first look finds nothing.
    private const int LooksNeeded = 2;

    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(15);

    private readonly BulkService _service;
    private readonly TimeProvider _clock;

    /// <summary>Asks a service.</summary>
    public Quiescence(BulkService service)
    {
        _service = service;
        _clock = service.Connection.Clock;
    }

    /// <summary>Waits until two looks in a row find nothing outstanding; false when the time is over before.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken token)
    {
        DateTimeOffset end = _clock.GetUtcNow() + atMost;
        TimeSpan pause = s_firstPause;
        for (int quiet = 0; ;)
        {
            quiet = await _service.IsQuietAsync(token).ConfigureAwait(false) ? quiet + 1 : 0;
            if (quiet == LooksNeeded)
                return true;
            TimeSpan left = end - _clock.GetUtcNow();
            if (left <= TimeSpan.Zero)
                return false;
            TimeSpan next = quiet > 0 ? s_firstPause : pause;
            await _clock.PauseAsync(next < left ? next : left, token).ConfigureAwait(false);
            pause = TimeSpan.FromTicks(Math.Min((long)(pause.Ticks * Growth), s_longestPause.Ticks));
        }
    }
}
