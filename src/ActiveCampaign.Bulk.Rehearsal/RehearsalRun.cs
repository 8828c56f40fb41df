using System;
using System.IO;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Simulator;

namespace ActiveCampaign.Bulk.Rehearsal;

/// <summary>One rehearsal: the real engine, a simulated account whose clock runs fast, and a report.</summary>
internal sealed class RehearsalRun
{
    private const double Speed = 60;

    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(50);

    private readonly RehearsalOptions _options;
    private readonly TextWriter _out;

    public RehearsalRun(RehearsalOptions options, TextWriter output)
    {
        _options = options;
        _out = output;
    }

    /// <summary>Runs it and returns how many rows were refused.</summary>
    public async Task<long> RunAsync(CancellationToken token)
    {
        string home = Path.Combine(Path.GetTempPath(), "acbulk-rehearsal-" + Guid.NewGuid().ToString("N"));
        try
        {
            using SimulatorServer server = SimulatorServer.Start(new SimulatorOptions { SpeedFactor = Speed });
            using AccountConnection connection = new(new ConnectionSettings { Uri = server.Uri, Token = server.ApiToken, Clock = server.Clock, IsSimulator = true });
            return await ImportAsync(connection, new JournalStore(home), token).ConfigureAwait(false);
        }
        finally
        {
            if (Directory.Exists(home))
                Directory.Delete(home, recursive: true);
        }
    }

    private async Task<long> ImportAsync(AccountConnection connection, JournalStore store, CancellationToken token)
    {
        using ImportRun run = await ImportRun.PrepareAsync(connection, store, Settings(), token).ConfigureAwait(false);
        using StatusPoller poller = new(connection);
        BatchSettler settler = new(connection.Clock);
        using BatchWaiter waiter = new(poller, settler, connection.Clock);
        _out.WriteLine($"Rehearsal of {_options.Path} against a simulated account");
        _out.WriteLine();
        run.Start();
        while (!run.IsDone)
        {
            run.Wait(s_tick, token);
            Drain(run, waiter);
        }

        Drain(run, waiter);
        if (run.Failure is not null)
            ExceptionDispatchInfo.Capture(run.Failure).Throw();
        Wait(waiter, token);
        settler.Dispose();
        return Report(JournalReader.Read(run.Folder), run.Counts);
    }

    private void Drain(ImportRun run, BatchWaiter waiter)
    {
        while (run.TryTake(out ImportEvent? item))
        {
            if (item is RowRefusedEvent refused)
                WriteRefused(refused.Row);
            else if (item is BatchEvent batch)
                waiter.Add(batch.Report);
        }
    }

    private void Wait(BatchWaiter waiter, CancellationToken token)
    {
        while (waiter.Open > 0)
        {
            waiter.Wait(s_tick, token);
            while (waiter.TryTake(out SettledBatch? settled))
                WriteBatch(settled!);
            if (waiter.Failure is not null)
                ExceptionDispatchInfo.Capture(waiter.Failure).Throw();
        }
    }

    private void WriteRefused(RefusedRow row) =>
        _out.WriteLine($"Refused   row {row.Number}, line {row.Line}: {row.Problem.Reason}. {row.Problem.Text}");

    private void WriteBatch(SettledBatch settled)
    {
        foreach (RefusedRow row in settled.RefusedRows)
            WriteRefused(row);
        BatchSettlement settlement = settled.Settlement;
        _out.WriteLine($"Batch {settlement.Number,4}  {settlement.Outcome}: {settlement.Rows} rows, {settlement.Imported} imported, {settlement.Refused} refused");
    }

    private long Report(ActivitySnapshot snapshot, ImportCounts counts)
    {
        TimeSpan pace = PaceEstimate.Of(counts);
        _out.WriteLine();
        _out.WriteLine($"{snapshot.RowsRead} rows read: {snapshot.Imported} imported, {snapshot.Refused} refused, {snapshot.Unknown} unknown, {snapshot.NotSent} not sent, in {counts.Formed} batches.");
        _out.WriteLine(pace < TimeSpan.FromMinutes(1)
            ? "At the service's limits the same import takes less than a minute."
            : $"At the service's limits the same import takes about {Math.Ceiling(pace.TotalMinutes)} minutes.");
        return snapshot.Refused;
    }

    private ImportSettings Settings() => new()
    {
        Source = new CsvSettings { Path = _options.Path, Delimiter = _options.Delimiter, Encoding = _options.Encoding },
        Mapping = new MappingSettings { ColumnMap = _options.Map, AllowNewTag = _options.AllowNewTag },
        Lists = _options.Lists,
        Tags = _options.Tags,
        SkipAutomation = _options.SkipAutomation,
        ActivityName = Path.GetFileName(_options.Path),
    };
}
