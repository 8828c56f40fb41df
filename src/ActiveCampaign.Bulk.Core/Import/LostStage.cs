using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Rows that may have been sent and are no longer in the journal: what they were sent with is read from the input again
/// and journaled as a batch whose answer is lost, so that they are settled as all others of which nobody knows.
/// </summary>
internal sealed class LostStage : IDisposable
{
    private readonly ImportContext _context;
    private readonly ResumePlan _plan;
    private readonly Dictionary<long, int> _rows;
    private readonly SortedDictionary<int, BatchBuilder> _builders = [];

    public LostStage(ImportContext context, ResumePlan plan)
    {
        _context = context;
        _plan = plan;
        _rows = plan.Lost.SelectMany(open => open.Rows.Select(row => (row, open.Batch))).ToDictionary(lost => lost.row, lost => lost.Batch);
    }

    /// <summary>Whether a row is one of them.</summary>
    public bool Concerns(long row) => _rows.ContainsKey(row);

    /// <summary>Takes one that was read again.</summary>
    public void Add(SourceRow row, OutgoingRow contact, RowDigester digester)
    {
        int batch = _rows[row.Number];
        if (!_builders.TryGetValue(batch, out BatchBuilder? builder))
            _builders.Add(batch, builder = new BatchBuilder(new BatchLimits(_context.Settings.BatchSize, _context.Service.Rules.MaxBytes, 0) { AvoidsLone = _context.Service.Rules.SingleLane is not null }, _context.Envelope, digester));
        builder.TryAdd(row, contact);
    }

    /// <summary>Journals those that came, as rows of which nobody knows.</summary>
    public async Task<IReadOnlyList<OpenRows>> JournalAsync()
    {
        List<OpenRows> unknown = [];
        foreach (KeyValuePair<int, BatchBuilder> lost in _builders)
        {
            for (List<Batch> batches = lost.Value.Complete().ToList(); batches.Count > 0; batches = lost.Value.Complete().ToList())
            {
                foreach (Batch batch in batches)
                    unknown.Add(await JournalAsync(batch, _plan.SentAt(lost.Key)).ConfigureAwait(false));
            }
        }

        return unknown;
    }

    public void Dispose()
    {
        foreach (BatchBuilder builder in _builders.Values)
            builder.Dispose();
    }

    private async Task<OpenRows> JournalAsync(Batch batch, DateTimeOffset at)
    {
        using (batch)
        {
            batch.Number = _context.Journal!.NextBatch();
            string route = _context.Settings.Method == ImportMethod.Single ? SingleSendStage.Route : BulkSendStage.Route;
            await _context.Journal.SentAsync(batch, route, BatchRows.Contacts(batch, _context.Envelope), at).ConfigureAwait(false);
            _context.Journal.Answered(batch, BatchOutcome.Unknown, null, _context.Now);
            return new OpenRows(batch.Number, route, batch.Rows.Select(row => row.Number).ToList());
        }
    }
}
