using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Service.Lookup;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Runs an export and writes its result, all on the pipeline thread.</summary>
internal static class ExportPump
{
    private const int TickMs = 100;

    /// <summary>Runs it to its end.</summary>
    public static void Run(BulkCommand command, ACSession session, ExportRun run, CancellationToken stop)
    {
        ProgressMeter progress = new(command, "Exporting from " + session.Host);
        long rows = 0;
        long total = 0;
        Task<ExportOutcome> running = Task.Run(() => run.RunAsync(Report, stop), CancellationToken.None);
        while (Task.WaitAny([running], TickMs, CancellationToken.None) < 0)
        {
            command.WhileWaiting();
            long done = Interlocked.Read(ref rows);
            long all = Interlocked.Read(ref total);
            if (progress.IsDue)
                progress.Show($"{done:N0} contacts", all == 0 ? null : (double)done / all);
        }

        progress.Complete();
        ExportOutcome outcome = running.GetAwaiter().GetResult();
        command.WriteObject(Mapping.ToExport(outcome, session));
        if (outcome.Damaged.Count > 0)
            command.WriteWarning(Messages.TextDamaged(outcome.Damaged));
        foreach (int missing in outcome.Missing)
            command.WriteError(ErrorRecords.OfContact(new ContactMatch(new ContactReference(0, missing, null), null, null)));

        void Report(long done, long? all)
        {
            Interlocked.Exchange(ref rows, done);
            Interlocked.Exchange(ref total, all ?? 0);
        }
    }
}
