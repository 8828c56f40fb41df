using System;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Credentials;
using ActiveCampaign.Bulk.ConstantContact.Import;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Repair;
using ActiveCampaign.Bulk.Core.Results;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Service.Import;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Child;

/// <summary>
/// What Import-ACContact and Resume-ACActivity do with -Wait, -RejectPath and -ResultPath, without PowerShell and with
/// lanes that pace nothing.
/// </summary>
internal sealed class Errand : IDisposable
{
    private const int BatchSize = 50;

    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_patience = TimeSpan.FromHours(2);

    private readonly ErrandPlace _place;
    private readonly LaneSet _lanes;
    private readonly AccountConnection _connection;
    private readonly BulkService _service;
    private readonly CredentialStore? _credentials;
    private readonly StatusPoller _poller;
    private RejectFile? _rejects;
    private bool _refused;

    public Errand(ErrandPlace place)
    {
        _place = place;
        _lanes = ServiceLimits.CreateUnpaced(place.Clock);
        _credentials = place.Consent is null ? null : new CredentialStore(place.Consent);
        _connection = new AccountConnection(new ConnectionSettings
        {
            Uri = place.Uri,
            Wire = _credentials is null ? new ActiveCampaignWire(place.Token) : new ConstantContactWire(_credentials),
            Clock = place.Clock,
            IsSimulator = true,
            Lanes = _lanes,

            // On a clock that fast a busy machine looks like a dead service.
            Patience = PatienceSettings.Default with { CallTimeout = s_patience },
        });
        _service = _credentials is null ? new ActiveCampaignService(_connection) : new ConstantContactService(_connection);
        _poller = new StatusPoller(_service);
    }

    /// <summary>Imports a file and waits until everything is settled.</summary>
    public async Task ImportAsync(string path, bool skipAutomation)
    {
        ImportSettings settings = new()
        {
            Source = new InputFile { Path = path },
            RejectPath = _place.RejectPath,
            ResultPath = _place.ResultPath,
            SkipAutomation = skipAutomation,
            Lists = _place.Lists,
            BatchSize = BatchSize,
            ActivityName = "people",
            IsNamed = true,
        };
        using ImportRun run = await ImportRun.PrepareAsync(_service, _place.Store, settings, CancellationToken.None);
        Drive(run);
    }

    /// <summary>Goes on with the newest activity and waits until everything is settled.</summary>
    public async Task ResumeAsync()
    {
        ActivitySnapshot activity = JournalReader.Read(_place.Folder);
        ImportSettings settings = HeaderSettings.Read(activity.Header) with { IsNamed = true };
        using ImportRun run = await ImportRun.ResumeAsync(_service, _place.Store, activity.Folder, settings, takesRows: false, CancellationToken.None);
        _rejects = RejectFile.Open(run.Folder);
        Drive(run);
    }

    /// <summary>Repairs what the service ended as failed in the newest activity.</summary>
    public async Task RepairAsync()
    {
        ImportSettings import = HeaderSettings.Read(JournalReader.Read(_place.Folder).Header);
        using RepairRun run = await RepairRun.PrepareAsync(_poller, _place.Folder, new RepairSettings { Import = import }, CancellationToken.None);
        run.Start();
        while (!run.IsDone)
        {
            run.Wait(s_tick, CancellationToken.None);
            while (run.TryTake(out _))
            {
            }
        }

        Throw(run.Failure);
        CatchUp(_place.Folder);

        // The command says of each row whose answer was lost that it is unknown, and how to go on.
        if (JournalReader.Read(_place.Folder) is { Unknown: > 0 } open)
            throw new BulkException(BulkError.HostUnreachable, $"{open.Unknown} rows are unknown.");
    }

    public void Dispose()
    {
        _rejects?.Dispose();
        _poller.Dispose();
        _connection.Dispose();
        _credentials?.Dispose();
        _lanes.Dispose();
    }

    private void Drive(ImportRun run)
    {
        using BatchWaiter waiter = new(_poller, new BatchSettler(_service), _place.Clock);
        run.Start();
        while (!run.IsDone)
        {
            run.Wait(s_tick, CancellationToken.None);
            Drain(run, waiter);
        }

        Drain(run, waiter);
        Throw(run.Failure);
        while (waiter.Open > 0)
        {
            waiter.Wait(s_tick, CancellationToken.None);
            Drain(run, waiter);
            Throw(waiter.Failure ?? (waiter.HasStalled(s_patience) ? new TimeoutException("A batch does not end.") : null));
        }

        CatchUp(run.Folder);
    }

    private void CatchUp(string folder)
    {
        _rejects ??= RejectFile.Open(folder);
        _rejects?.CatchUp(toEnd: true);
        if (_rejects?.Problem is string rows)
            throw new BulkException(BulkError.FileUnwritable, rows);
        if (ResultFile.CatchUp(folder)?.Problem is string problem)
            throw new BulkException(BulkError.FileUnwritable, problem);
    }

    private void Drain(ImportRun run, BatchWaiter waiter)
    {
        while (run.TryTake(out RunEvent? item))
        {
            _refused |= item is RowRefusedEvent;
            if (item is BatchEvent batch)
                waiter.Add(batch.Report);
        }

        while (waiter.TryTake(out BatchReport? settled))
            _refused |= settled!.RefusedRows.Count > 0;
        if (!_refused)
            return;

        // Oftener than the cmdlets do, so that a kill finds it in the middle of this too.
        _rejects ??= RejectFile.Open(run.Folder);
        _rejects?.CatchUp(toEnd: true);
        _refused = false;

        // The next try writes them; that this one did not is no secret.
        if (_rejects?.Problem is string problem)
            Console.WriteLine(problem.ReplaceLineEndings(" "));
    }

    private static void Throw(Exception? failure)
    {
        if (failure is not null)
            throw failure;
    }
}
