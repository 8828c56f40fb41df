using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Gathers rows that are left out, since another one of their address counts or since the account has what they say, and
/// journals them some at a time. Used by one thread.
/// </summary>
internal sealed class LeftOutRows
{
    private readonly ImportContext _context;
    private readonly List<long> _superseded = [];
    private readonly List<(long Number, RowDigest Digest)> _unchanged = [];

    public LeftOutRows(ImportContext context)
    {
        _context = context;
    }

    /// <summary>Another row of its address counts.</summary>
    public void Supersede(SourceRow row)
    {
        _context.Journal?.LeftOut(row);
        _superseded.Add(row.Number);
        _context.Tally.Superseded(1);
    }

    /// <summary>The account has what these say; they are noted with their digests, for later runs to compare with.</summary>
    public void AddUnchanged(IReadOnlyList<(DeferredRow Row, RowDigest Digest)> rows)
    {
        foreach ((DeferredRow row, RowDigest digest) in rows)
        {
            _context.Journal?.LeftOut(row.Row);
            _unchanged.Add((row.Row.Number, digest));
        }

        _context.Tally.Unchanged(rows.Count);
    }

    /// <summary>Notes what was gathered in the journal.</summary>
    public void Flush()
    {
        if (_superseded.Count > 0)
            _context.Journal?.Note(new RowsSuperseded(RowRanges.Format(_superseded)));
        if (_unchanged.Count > 0)
            _context.Journal?.Note(new RowsUnchanged(0, RowRanges.Format(_unchanged.Select(row => row.Number)), DigestText.Format(_unchanged.ConvertAll(row => row.Digest))));
        _superseded.Clear();
        _unchanged.Clear();
    }
}
