using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// The batches of other activities that the service has not ended, or that nobody knows of, by the digests of their
/// addresses. It ends batches in any order: what is done later must not be overtaken by what was sent before. Used by several
/// senders at once.
/// </summary>
internal sealed class OpenElsewhere
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(30);

    // Enough for the looks that tell whether the account is quiet.
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(15);

    // Most batches end in less.
    private static readonly TimeSpan s_worthSaying = TimeSpan.FromMinutes(1);

    private readonly RunContext _context;
    private readonly StatusPoller _poller;
    private readonly Lazy<Dictionary<ulong, List<OpenBatch>>> _open;
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    public OpenElsewhere(RunContext context, StatusPoller poller)
    {
        _context = context;
        _poller = poller;
        _open = new Lazy<Dictionary<ulong, List<OpenBatch>>>(() => Read(context.Journal!.Folder), LazyThreadSafetyMode.ExecutionAndPublication);
    }

    /// <summary>Waits until no other activity has a batch open that holds one of these addresses, or says that it could not; false where there was none.</summary>
    public Task<bool> WaitAsync(Batch batch) => WaitAsync(batch.Rows.Select(row => row.Digest.Address));

    /// <summary>The same, of addresses as the account has them.</summary>
    public async Task<bool> WaitAsync(IEnumerable<string> emails)
    {
        if (_open.Value.Count == 0)
            return false;
        using RowDigester digester = new(JournalStore.OfFolder(_context.Journal!.Folder).KeyOf(_context.Connection.Host));
        return await WaitAsync(emails.Select(digester.Address).ToList()).ConfigureAwait(false);
    }

    private async Task<bool> WaitAsync(IEnumerable<ulong> addresses)
    {
        if (_open.Value.Count == 0)
            return false;
        HashSet<OpenBatch> others = [];
        foreach (ulong address in addresses)
        {
            if (_open.Value.TryGetValue(address, out List<OpenBatch>? holding))
                others.UnionWith(holding);
        }

        await Task.WhenAll(others.Select(other => other.EndAsync(() => WaitForAsync(other)))).ConfigureAwait(false);
        return others.Count > 0;
    }

    private async Task WaitForAsync(OpenBatch other)
    {
        Task<bool> end = HasEndedAsync(other);
        using CancellationTokenSource isOver = CancellationTokenSource.CreateLinkedTokenSource(_context.Stop);
        Task worthSaying = _context.Connection.Clock.PauseAsync(s_worthSaying, isOver.Token);
        if (await Task.WhenAny(end, worthSaying).ConfigureAwait(false) != end && !isOver.IsCancellationRequested && _told.TryAdd(other.Activity, true))
            await TellAsync(Texts.WaitsForOther(other.Activity)).ConfigureAwait(false);
        try
        {
            if (await end.ConfigureAwait(false))
                return;
        }
        catch (BulkException)
        {
            // Whatever keeps the service from answering shows again when the batch is sent.
        }
        finally
        {
            isOver.Cancel();
        }

        await TellAsync(Texts.OtherStaysOpen(other.Number, other.Activity)).ConfigureAwait(false);
    }

    // Where the answer was lost there is no handle to ask for: it has ended when nothing is under way in the account. One of
    // last week is hardly under way itself, and what else goes on there is no reason to wait.
    private async Task<bool> HasEndedAsync(OpenBatch other)
    {
        if (other.BatchId is string id)
            return await _poller.EndAsync(id, other.AcceptedAt, s_patience, _context.Stop).ConfigureAwait(false) is not null;
        TimeSpan left = s_patience - (_context.Now - other.AcceptedAt);
        return await new Quiescence(_poller.Service).WaitAsync(left > s_look ? left : s_look, _context.Stop).ConfigureAwait(false);
    }

    private Task TellAsync(string text) => _context.Queue.PutAsync(new NoticeEvent(text), _context.Abort).AsTask();

    private static Dictionary<ulong, List<OpenBatch>> Read(string folder)
    {
        Dictionary<ulong, List<OpenBatch>> open = [];
        string host = JournalReader.TryReadHeader(folder)?.Host ?? string.Empty;
        foreach (string other in JournalStore.OfFolder(folder).Folders(host))
        {
            // What is open has its contact data still.
            if (Path.GetFileName(other) != Path.GetFileName(folder) && JournalReader.HasPayload(other))
                TryTake(other, open);
        }

        return open;
    }

    private static void TryTake(string folder, Dictionary<ulong, List<OpenBatch>> open)
    {
        try
        {
            JournalState state = JournalReader.Load(folder);
            Dictionary<int, OpenBatch> pending = state.Batches
                .Where(batch => batch.Outcome == BatchOutcome.Pending ? batch.BatchId is not null : batch is { Outcome: BatchOutcome.Unknown, Route: BulkSendStage.Route } && state.Ledger.RowsAt(batch).Any())
                .ToDictionary(batch => batch.Number, batch => new OpenBatch(Path.GetFileName(folder), batch.Number, batch.BatchId, batch.At ?? DateTimeOffset.MinValue));
            if (pending.Count == 0)
                return;
            foreach ((int number, RowRefs refs) in JournalReader.Refs(folder).Where(refs => pending.ContainsKey(refs.Batch)))
            {
                foreach (RowDigest digest in DigestText.Parse(refs.Digests))
                    Add(open, digest.Address, pending[number]);
            }
        }
        catch (BulkException)
        {
            // A journal that cannot be read is told of by whoever looks for open activities.
        }
    }

    private static void Add(Dictionary<ulong, List<OpenBatch>> open, ulong address, OpenBatch batch)
    {
        if (!open.TryGetValue(address, out List<OpenBatch>? holding))
            open.Add(address, holding = []);
        holding.Add(batch);
    }

    /// <summary>A batch that the service has not ended; all who wait for it wait together.</summary>
    private sealed class OpenBatch
    {
        private readonly object _gate = new();
        private Task? _end;

        public OpenBatch(string activity, int number, string? batchId, DateTimeOffset acceptedAt) =>
            (Activity, Number, BatchId, AcceptedAt) = (activity, number, batchId, acceptedAt);

        public string Activity { get; }

        public int Number { get; }

        public string? BatchId { get; }

        public DateTimeOffset AcceptedAt { get; }

        public Task EndAsync(Func<Task> wait)
        {
            lock (_gate)
                return _end ??= Task.Run(wait);
        }
    }
}
