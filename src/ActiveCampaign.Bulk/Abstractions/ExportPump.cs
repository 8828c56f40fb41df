using System.Threading;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Service.Lookup;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Runs an export and writes its result, all on the pipeline thread.</summary>
internal sealed class ExportPump : RunPump
{
    private readonly BulkSession _session;
    private readonly ExportActivity _run;

    public ExportPump(BulkCommand command, BulkSession session, ExportActivity run)
        : base(command, run, "Exporting")
    {
        _session = session;
        _run = run;
    }

    /// <summary>Says what is to be known before it starts.</summary>
    /// <param name="live">The connection.</param>
    /// <param name="store">The journals.</param>
    /// <param name="isNamed">Whether somebody named their folder.</param>
    public void Announce(LiveConnection live, JournalStore store, bool isNamed)
    {
        if (JournalUpkeep.DoubtOnce(store, isNamed) is string doubt)
            Command.WriteWarning(Messages.JournalNotDurable(doubt));
        OpenNotice.Know(_run.Folder);
        OpenNotice.Write(Command, live, store);
        Command.WriteInformation(Messages.ExportStarted(_run.ActivityId, _run.Folder), ["ActiveCampaign.Bulk"]);
    }

    /// <summary>Runs it to its end.</summary>
    public void RunToEnd(CancellationToken token)
    {
        _run.Start();
        Drain(token);
        ExportOutcome outcome = _run.Outcome!;
        Command.WriteObject(Mapping.ToExport(outcome, _session));
        if (outcome.Damaged.Count > 0)
            Command.WriteWarning(Messages.TextDamaged(outcome.Damaged));
        foreach (int missing in outcome.Missing)
            Command.WriteError(ErrorRecords.OfContact(new ContactMatch(new ContactReference(0, missing, null), null, null)));
    }

    // Nothing is told of a contact: the file is the result.
    /// <inheritdoc/>
    protected override void Write(RunEvent item)
    {
    }

    /// <inheritdoc/>
    protected override void ShowProgress() => Progress.Show(_run.Rows, _run.Total, _run.Total is long total ? $"{_run.Rows:N0} of {total:N0} contacts" : $"{_run.Rows:N0} contacts");

    /// <inheritdoc/>
    protected override string? Folder => _run.Folder;

    /// <inheritdoc/>
    protected override BulkException WithNextStep(BulkException failure) => failure;
}
