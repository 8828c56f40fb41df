using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Upkeep;
using ActiveCampaign.Bulk.Service.Calls;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Service.Import;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Child;

/// <summary>One of the works that a traced process does: import, repair, export or delete; and going on with it.</summary>
internal sealed class Chore : IDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(20);

    private readonly ErrandPlace _place;
    private readonly LaneSet _lanes;
    private readonly AccountConnection _connection;

    public Chore(ErrandPlace place)
    {
        _place = place;
        _lanes = ServiceLimits.CreateUnpaced(place.Clock);
        _connection = new AccountConnection(new ConnectionSettings
        {
            Uri = place.Uri,
            Wire = new ActiveCampaignWire(place.Token),
            Clock = place.Clock,
            IsSimulator = true,
            Lanes = _lanes,

            // On a clock that fast a busy machine looks like a dead service.
            Patience = PatienceSettings.Default with { CallTimeout = TimeSpan.FromHours(2) },
        });
    }

    /// <summary>The file to import; the ids to delete are in it too, one a line.</summary>
    public static string Input(ErrandPlace place) => Path.Combine(place.Root, "input.csv");

    public static string Target(ErrandPlace place) => Path.Combine(place.Root, "all.csv");

    public static string Backup(ErrandPlace place) => Path.Combine(place.Root, "backup.csv");

    public async Task RunAsync(string kind)
    {
        switch (kind)
        {
            case "import":
                using (Errand errand = new(_place))
                    await errand.ImportAsync(Input(_place), skipAutomation: false);
                break;
            case "repair":
                using (Errand errand = new(_place))
                    await errand.RepairAsync();
                break;
            case "export":
                using (ExportRun run = await ExportRun.PrepareAsync(_connection, _place.Store, new ExportSettings { Path = Target(_place) }, CancellationToken.None))
                    Drive(run);
                break;
            default:
                await DeleteAsync();
                break;
        }
    }

    /// <summary>Goes on as a user would: with the newest activity where it is open, else by the same line once more.</summary>
    public async Task GoOnAsync(string kind)
    {
        string? folder = _place.Store.Folders().LastOrDefault(path => JournalReader.Read(path).Header.Kind == (kind == "repair" ? ActivityKinds.Import : kind));
        ActivityState? state = folder is null ? null : JournalReader.Read(folder).State;
        if (folder is null)
            await RunAsync(kind);
        else if (state == ActivityState.Completed)
            return;
        else
            await ResumeAsync(kind, folder);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _lanes.Dispose();
    }

    private async Task ResumeAsync(string kind, string folder)
    {
        switch (kind)
        {
            case "export":
                using (ExportRun run = ExportRun.Resume(_connection, folder))
                    Drive(run);
                break;
            case "delete" when !JournalReader.Read(folder).InputComplete:
                // Nobody had agreed yet: nothing was deleted.
                ActivityRemoval.Remove(folder);
                await DeleteAsync();
                break;
            case "delete":
                using (StatusPoller poller = new(new ActiveCampaignService(_connection)))
                using (CallRun run = await CallRun.ResumeAsync(poller, folder, CancellationToken.None))
                    Drive(run);
                break;
            case "repair":
                using (Errand errand = new(_place))
                    await errand.ResumeAsync();
                await RunAsync(kind);
                break;
            default:
                using (Errand errand = new(_place))
                    await errand.ResumeAsync();
                break;
        }
    }

    private async Task DeleteAsync()
    {
        CallSettings settings = new() { BackupPath = Backup(_place), AppendBackup = File.Exists(Backup(_place)) };
        using StatusPoller poller = new(new ActiveCampaignService(_connection));
        using CallPlan plan = await CallPlan.OpenAsync(poller, _place.Store, settings, CancellationToken.None);
        ContactReference[] contacts = File.ReadAllLines(Input(_place)).Select((line, i) => new ContactReference(i + 1, int.Parse(line, CultureInfo.InvariantCulture), null)).ToArray();
        await plan.AddAsync(contacts, CancellationToken.None);
        await plan.CompleteAsync(CancellationToken.None);
        if (await plan.ConfirmAsync() is CallRun run)
        {
            using (run)
                Drive(run);
        }
    }

    private static void Drive(ActivityRun run)
    {
        run.Start();
        while (!run.IsDone)
        {
            run.Wait(s_tick, CancellationToken.None);
            while (run.TryTake(out _))
            {
            }
        }

        if (run.Failure is not null)
            throw run.Failure;
    }
}
