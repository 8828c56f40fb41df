using System.Collections.Generic;
using System.Linq;
using System.Threading.Channels;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// What a run does first when it goes on with an activity: reports what the service still has, settles what is unknown,
/// and plans again what never left.
/// </summary>
internal sealed class ResumeStage
{
    private readonly ImportContext _context;
    private readonly ResumePlan _plan;
    private readonly UnknownStage _unknown;
    private readonly ChannelWriter<PlannedBatch> _planned;

    public ResumeStage(ImportContext context, ResumePlan plan, UnknownStage unknown, ChannelWriter<PlannedBatch> planned)
    {
        _context = context;
        _plan = plan;
        _unknown = unknown;
        _planned = planned;
    }

    /// <summary>Whether rows are left that only the input has.</summary>
    public bool LacksInput => _plan.NeedsInput;

    public async Task RunAsync()
    {
        foreach (BatchReport batch in JournaledBatches.Of(_plan.Activity).Where(batch => batch.BatchId is not null && IsPending(batch.Number)))
            await _context.Events.PutAsync(new BatchEvent(batch), _context.Abort).ConfigureAwait(false);
        if (_plan.Unknown.Count > 0)
            await _unknown.SettleAsync(_plan.Unknown).ConfigureAwait(false);
        foreach (OpenRows open in _plan.NotSent)
            await PlanAsync(open).ConfigureAwait(false);
    }

    private bool IsPending(int batch) => _plan.Activity.Batches.Any(known => known.Number == batch && known.Outcome == BatchOutcome.Pending);

    private async Task PlanAsync(OpenRows open)
    {
        if (_context.Journal!.ReadBatch(open.Batch, withContacts: true) is not JournaledBatch sent)
            return;
        _context.Journal.Leaving(open.Batch, open.Rows);
        _context.Tally.Read(open.Rows.Count);
        Batch batch = Replay.ToBatch(sent, open.Rows, _context.Envelope);
        await _planned.WriteAsync(new PlannedBatch(batch, open.Route == SingleSendStage.Route), _context.Stop).ConfigureAwait(false);
    }
}
