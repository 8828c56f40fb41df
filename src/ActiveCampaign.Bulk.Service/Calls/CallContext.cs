using System;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>What the stages of one run share.</summary>
internal sealed class CallContext : RunContext
{
    private readonly object _gate = new();
    private CallCounts _counts = new(0, 0, 0, 0, 0);

    public CallContext(StatusPoller poller, JournalWriter journal)
        : base(poller.Service.Connection)
    {
        base.Journal = journal;
        Elsewhere = new OpenElsewhere(this, poller);
    }

    public new JournalWriter Journal => base.Journal!;

    /// <summary>What other activities have open at the service.</summary>
    public OpenElsewhere Elsewhere { get; }

    public CallCounts Counts
    {
        get
        {
            lock (_gate)
                return _counts;
        }
    }

    public void Expect(long rows) => Change(counts => counts with { Total = rows });

    /// <summary>Counts a result and tells of it.</summary>
    public async Task ReportAsync(CallResult result)
    {
        Change(counts => result.State switch
        {
            CallState.Done or CallState.AlreadyGone => counts with { Done = counts.Done + 1 },
            CallState.Superseded => counts with { Superseded = counts.Superseded + 1 },
            CallState.Unknown => counts with { Unknown = counts.Unknown + 1 },
            _ => counts with { Refused = counts.Refused + 1 },
        });
        await Queue.PutAsync(new CallEvent(result), Abort).ConfigureAwait(false);
    }

    private void Change(Func<CallCounts, CallCounts> change)
    {
        lock (_gate)
            _counts = change(_counts);
    }
}
