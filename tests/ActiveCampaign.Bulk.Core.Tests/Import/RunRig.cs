using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Repair;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Tests.Support;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>A service and its simulator over real sockets, both on one virtual clock.</summary>
internal abstract class RunRig : IDisposable
{
    // In memory where that can be had: a flush to a disk takes real time, in which a virtual clock would run ahead.
    private readonly string _home = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "acbulk-" + Guid.NewGuid().ToString("N"));
    private readonly ClockDriver _driver;

    protected RunRig(DateTimeOffset? start)
    {
        Clock = new VirtualClock(start);
        ClientClock = new SteppedClock(Clock);
        ServerClock = new CountingClock(Clock);
        _driver = new ClockDriver(Clock, ServerClock);
        Store = new JournalStore(_home);
    }

    public VirtualClock Clock { get; }

    /// <summary>What Core takes for the time; the simulator has its own.</summary>
    public SteppedClock ClientClock { get; }

    public JournalStore Store { get; }

    public AccountConnection Connection { get; private set; } = null!;

    public BulkService Service { get; private set; } = null!;

    public StatusPoller Poller { get; private set; } = null!;

    public string Home => _home;

    private protected CountingClock ServerClock { get; }

    public HttpMessageHandler Count(HttpMessageHandler handler) => _driver.Count(handler);

    private protected void Connect(ConnectionSettings settings, Func<AccountConnection, BulkService> service)
    {
        Connection = new AccountConnection(settings);
        Service = service(Connection);
        Poller = new StatusPoller(Service);
    }

    private protected abstract void Release();

    /// <summary>Imports rows and, if asked, waits for what becomes of them.</summary>
    public async Task<ImportLog> ImportAsync(IEnumerable<SourceRow> rows, ImportSettings? settings = null, bool wait = true, TimeSpan? timeout = null)
    {
        ImportLog log = new();
        await _driver.RunAsync(() => Import(rows, settings ?? new ImportSettings(), wait, timeout ?? TimeSpan.FromMinutes(30), log));
        if (log.Folder is not null && Directory.Exists(log.Folder))
            log.Snapshot = JournalReader.Read(log.Folder);
        return log;
    }

    /// <summary>Goes on with an activity, and waits for what becomes of it.</summary>
    public async Task<ImportLog> ResumeAsync(string folder, ImportSettings? settings = null, IEnumerable<SourceRow>? rows = null, TimeSpan? timeout = null)
    {
        ImportLog log = new() { Folder = folder };
        ImportSettings resumed = settings ?? new ImportSettings();
        await _driver.RunAsync(() =>
        {
            using ImportRun run = ImportRun.ResumeAsync(Service, Store, folder, resumed, rows is not null, CancellationToken.None).GetAwaiter().GetResult();
            Drive(run, rows, wait: true, timeout ?? TimeSpan.FromMinutes(30), log);
        });
        log.Snapshot = JournalReader.Read(folder);
        return log;
    }

    /// <summary>Gives the people of an import what comes after it; null where nothing is due.</summary>
    public async Task<ImportLog?> FollowUpAsync(string folder)
    {
        ImportLog? log = null;
        await _driver.RunAsync(() =>
        {
            using FollowUp? due = FollowUp.Find(Service, folder);
            if (due is null)
                return;
            log = new ImportLog();
            if (due.People.Count > 0)
            {
                using ImportRun run = due.PrepareAsync(Poller, CancellationToken.None).GetAwaiter().GetResult();
                log.Folder = run.Folder;
                Drive(run, due.People, wait: true, TimeSpan.FromMinutes(30), log);
            }

            if (log.Failure is null)
                due.Complete();
        });
        if (log?.Folder is not null && Directory.Exists(log.Folder))
            log.Snapshot = JournalReader.Read(log.Folder);
        return log;
    }

    /// <summary>Repairs what failed in an activity.</summary>
    public async Task<ImportLog> RepairAsync(string folder, RepairSettings settings)
    {
        ImportLog log = new() { Folder = folder };
        await _driver.RunAsync(() =>
        {
            using RepairRun run = RepairRun.PrepareAsync(Poller, folder, settings, CancellationToken.None).GetAwaiter().GetResult();
            run.Start();
            while (!run.IsDone)
            {
                run.Wait(TimeSpan.FromMilliseconds(5), CancellationToken.None);
                Take(run, log);
            }

            Take(run, log);
            log.Failure = run.Failure;
        });
        log.Snapshot = JournalReader.Read(folder);
        return log;
    }

    /// <summary>Runs other work while the clock moves.</summary>
    public Task RunAsync(Action work) => _driver.RunAsync(work);

    public void Dispose()
    {
        Poller.Dispose();
        Connection.Dispose();
        Release();
        if (Directory.Exists(_home))
            Directory.Delete(_home, recursive: true);
    }

    private void Import(IEnumerable<SourceRow> rows, ImportSettings settings, bool wait, TimeSpan timeout, ImportLog log)
    {
        using ImportRun run = ImportRun.PrepareAsync(Service, Store, settings, CancellationToken.None, Poller).GetAwaiter().GetResult();
        log.Folder = run.Folder;
        Drive(run, settings.Source is null ? rows : null, wait, timeout, log);
    }

    private void Drive(ImportRun run, IEnumerable<SourceRow>? rows, bool wait, TimeSpan timeout, ImportLog log)
    {
        // Where nobody waits nobody looks either, however far the clock runs.
        using BatchWaiter? waiter = wait ? new BatchWaiter(Poller, new BatchSettler(Service), ClientClock) : null;
        run.Start();
        if (rows is not null)
        {
            foreach (SourceRow[] chunk in rows.Chunk(250))
                Feed(run, chunk, waiter, log);
            run.CompleteInput();
        }

        while (!run.IsDone)
        {
            Drain(run, waiter, log);
            run.Wait(TimeSpan.FromMilliseconds(5), CancellationToken.None);
        }

        Drain(run, waiter, log);
        log.Counts = run.Counts;
        log.Failure = run.Failure;
        if (waiter is not null)
            Wait(waiter, timeout, log);
    }

    private static void Feed(ImportRun run, SourceRow[] chunk, BatchWaiter? waiter, ImportLog log)
    {
        while (!run.TryAdd(chunk) && run.Failure is null)
        {
            Drain(run, waiter, log);
            run.Wait(TimeSpan.FromMilliseconds(5), CancellationToken.None);
        }
    }

    private static void Drain(ImportRun run, BatchWaiter? waiter, ImportLog log)
    {
        while (run.TryTake(out RunEvent? item))
        {
            if (item is RowRefusedEvent refused)
                log.Refused.Add(refused.Row);
            if (item is NoticeEvent notice)
                log.Notices.Add(notice.Text);
            if (item is not BatchEvent batch)
                continue;
            log.Batches.Add(batch.Report);
            waiter?.Add(batch.Report);
        }

        if (waiter is not null)
            Take(waiter, log);
    }

    private static void Take(RepairRun run, ImportLog log)
    {
        while (run.TryTake(out RunEvent? item))
        {
            if (item is RowRefusedEvent refused)
                log.Refused.Add(refused.Row);
            if (item is SettledEvent settled)
                log.Settled.Add(settled.Settled);
        }
    }

    private static void Wait(BatchWaiter waiter, TimeSpan timeout, ImportLog log)
    {
        while (waiter.Open > 0)
        {
            waiter.Wait(TimeSpan.FromMilliseconds(5), CancellationToken.None);
            Take(waiter, log);
            if (waiter.Failure is not null)
                throw waiter.Failure;
            if (waiter.HasStalled(timeout))
                waiter.GiveUp();
        }

        Take(waiter, log);
    }

    private static void Take(BatchWaiter waiter, ImportLog log)
    {
        while (waiter.TryTake(out BatchReport? settled))
            log.Settled.Add(settled!);
    }
}
