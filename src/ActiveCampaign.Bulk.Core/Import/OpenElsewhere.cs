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
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// The batches of other activities that the service has not ended, by the digests of their addresses. It ends batches in
/// any order: what is sent later must not be overtaken by what was sent before. Used by several senders at once.
/// </summary>
internal sealed class OpenElsewhere
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(30);

    // Most batches end in less.
    private static readonly TimeSpan s_worthSaying = TimeSpan.FromMinutes(1);

    private readonly ImportContext _context;
    private readonly Lazy<Dictionary<ulong, List<OpenBatch>>> _open;
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    public OpenElsewhere(ImportContext context)
    {
        _context = context;
        _open = new Lazy<Dictionary<ulong, List<OpenBatch>>>(() => Read(context.Journal!.Folder), LazyThreadSafetyMode.ExecutionAndPublication);
    }

    /// <summary>Waits until no other activity has a batch open that holds an address of this one, or says that it could not.</summary>
    public async Task WaitAsync(Batch batch)
    {
        if (_open.Value.Count == 0)
            return;
        HashSet<OpenBatch> others = [];
        foreach (BatchRow row in batch.Rows)
        {
            if (_open.Value.TryGetValue(row.Digest.Address, out List<OpenBatch>? holding))
                others.UnionWith(holding);
        }

        foreach (OpenBatch other in others)
            await other.EndAsync(() => WaitForAsync(other)).ConfigureAwait(false);
    }

    private async Task WaitForAsync(OpenBatch other)
    {
        Task<BatchStatus?> end = _context.Poller.EndAsync(other.BatchId, other.AcceptedAt, s_patience, _context.Stop);
        using CancellationTokenSource isOver = CancellationTokenSource.CreateLinkedTokenSource(_context.Stop);
        Task worthSaying = _context.Connection.Clock.PauseAsync(s_worthSaying, isOver.Token);
        if (await Task.WhenAny(end, worthSaying).ConfigureAwait(false) != end && !isOver.IsCancellationRequested && _told.TryAdd(other.Activity, true))
            await TellAsync(Texts.WaitsForOther(other.Activity)).ConfigureAwait(false);
        try
        {
            if (await end.ConfigureAwait(false) is not null)
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
            Dictionary<int, OpenBatch> pending = JournalReader.Load(folder).Batches
                .Where(batch => batch.Outcome == BatchOutcome.Pending && batch.BatchId is not null)
                .ToDictionary(batch => batch.Number, batch => new OpenBatch(Path.GetFileName(folder), batch.Number, batch.BatchId!, batch.At ?? DateTimeOffset.MinValue));
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

        public OpenBatch(string activity, int number, string batchId, DateTimeOffset acceptedAt) =>
            (Activity, Number, BatchId, AcceptedAt) = (activity, number, batchId, acceptedAt);

        public string Activity { get; }

        public int Number { get; }

        public string BatchId { get; }

        public DateTimeOffset AcceptedAt { get; }

        public Task EndAsync(Func<Task> wait)
        {
            lock (_gate)
                return _end ??= Task.Run(wait);
        }
    }
}
