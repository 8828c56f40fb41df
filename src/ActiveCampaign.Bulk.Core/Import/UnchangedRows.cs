using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Gathers rows that are left out as unchanged and journals them some at a time, with their digests. Used by one thread.</summary>
internal sealed class UnchangedRows
{
    private readonly ImportContext _context;
    private readonly List<(long Number, RowDigest Digest)> _rows = [];

    public UnchangedRows(ImportContext context)
    {
        _context = context;
    }

    public void Add(IEnumerable<(DeferredRow Row, RowDigest Digest)> rows)
    {
        int before = _rows.Count;
        foreach ((DeferredRow row, RowDigest digest) in rows)
        {
            _context.Journal?.LeftOut(row.Row);
            _rows.Add((row.Row.Number, digest));
        }

        _context.Tally.Unchanged(_rows.Count - before);
    }

    /// <summary>Notes what was gathered in the journal.</summary>
    public void Flush()
    {
        if (_rows.Count == 0)
            return;
        _context.Journal?.Note(new RowsUnchanged(0, RowRanges.Format(_rows.Select(row => row.Number)), DigestText.Format(_rows.ConvertAll(row => row.Digest))));
        _rows.Clear();
    }
}
