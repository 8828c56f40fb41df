using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Core.Export;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Exports contacts to a CSV file.</summary>
[Cmdlet(VerbsData.Export, "ACContact", SupportsShouldProcess = true)]
[OutputType(typeof(ACExportResult))]
public sealed class ExportACContactCommand : SessionCommand
{
    private const int TickMs = 100;

    /// <summary>The file to write; it appears when it is complete.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>A list, by name or id: exports its active members. Without it, all contacts.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? List { get; set; }

    /// <summary>What separates the cells.</summary>
    [Parameter]
    public char Delimiter { get; set; } = ',';

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void End()
    {
        string path = GetUnresolvedProviderPathFromPSPath(Path);
        string what = List is null ? "all contacts" : $"the active members of '{List}'";
        if (!ShouldProcess(path, $"Export {what} of {Current.Host}"))
            return;
        ExportOutcome outcome = Run(new ContactExport(Live.Account, new ExportSettings { Path = path, List = List, Delimiter = Delimiter, Overwrite = Force }));
        WriteObject(new ACExportResult
        {
            Path = outcome.Path,
            Rows = outcome.Rows,
            ServiceTotal = outcome.ServiceTotal,
            List = List,
            Length = outcome.Length,
            StartedAt = outcome.StartedAt,
            Duration = outcome.Duration,
            Host = Current.Host,
            IsSimulator = Current.IsSimulator,
        });
    }

    private ExportOutcome Run(ContactExport export)
    {
        ProgressMeter progress = new(this, "Exporting from " + Current.Host);
        long rows = 0;
        long total = 0;
        Task<ExportOutcome> running = Task.Run(() => export.RunAsync(Report, StopToken));
        while (Task.WaitAny([running], TickMs) < 0)
        {
            long done = Interlocked.Read(ref rows);
            long all = Interlocked.Read(ref total);
            if (progress.IsDue)
                progress.Show($"{done:N0} contacts", all == 0 ? null : (double)done / all);
        }

        progress.Complete();
        return running.GetAwaiter().GetResult();

        void Report(long done, long? all)
        {
            Interlocked.Exchange(ref rows, done);
            Interlocked.Exchange(ref total, all ?? 0);
        }
    }
}
