using System;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Repair;

/// <summary>
/// Repairs what the service ended as failed or interrupted. One thread drains its events; whatever ends it, the journal
/// is whole and a later repair goes on from there.
/// </summary>
internal sealed class RepairRun : ActivityRun
{
    private readonly BatchSettler _settler;
    private readonly RepairPlan _plan;
    private readonly RepairStage _stage;

    private RepairRun(ImportContext context, ImportPreparation preparation, RepairSettings settings, RepairPlan plan, BatchSettler settler, StatusPoller poller)
        : base(context)
    {
        _plan = plan;
        _settler = settler;
        SendLoop loop = new(context, preparation, new UnknownStage(context), leftAlone: null);
        _stage = new RepairStage(context, settings, new PieceSender(context, settings, loop, poller, settler));
    }

    /// <summary>What there is to do.</summary>
    public RepairPlan Plan => _plan;

    /// <summary>How many rows there are of which one fails, where one is looked for; else 0.</summary>
    public int Among => _stage.Among;

    /// <summary>Opens an activity for repair. Reads only.</summary>
    /// <exception cref="BulkException">Somebody is at work on it, or its contact data is gone.</exception>
    public static async Task<RepairRun> PrepareAsync(
        StatusPoller poller, string folder, RepairSettings settings, CancellationToken token)
    {
        JournalWriter journal = JournalStore.OpenToRun(folder);
        try
        {
            RepairPlan plan = journal.Ask(state => RepairPlan.Of(state, settings.Batches));

            // Nothing here is resent on a guess: a batch whose answer is lost stays unknown for a resume.
            ImportSettings import = settings.Import with { OnUnknown = UnknownPolicy.Hold };
            ImportPreparation preparation = await ImportPreparation.ReadAsync(poller.Service, import, token).ConfigureAwait(false);
            ImportContext context = new(poller.Service, import, preparation.Mapping, journal.ActivityId, poller) { Store = JournalStore.OfFolder(folder), Journal = journal, IsResumed = true, Exclusions = preparation.Exclusions };
            return new RepairRun(context, preparation, settings with { Import = import }, plan, new BatchSettler(poller.Service), poller);
        }
        catch
        {
            journal.EndRun();
            journal.Dispose();
            throw;
        }
    }

    // Nothing that a repair has sent is waited for: the journal has it, and a later repair goes on.
    /// <inheritdoc/>
    private protected override TimeSpan Grace => TimeSpan.Zero;

    /// <inheritdoc/>
    private protected override Task WorkAsync() => _stage.RunAsync(_plan.Pieces);

    /// <inheritdoc/>
    private protected override ActivityEnd? End() => null;

    /// <inheritdoc/>
    private protected override void Release() => _settler.Dispose();
}
