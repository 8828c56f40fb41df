using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Gathers superseded rows and journals them some at a time. Used by one thread.</summary>
internal sealed class SupersededRows
{
    private readonly ImportContext _context;
    private readonly List<long> _rows = [];

    public SupersededRows(ImportContext context)
    {
        _context = context;
    }

    public void Add(SourceRow row)
    {
        _context.Journal?.LeftOut(row);
        _rows.Add(row.Number);
        _context.Tally.Superseded(1);
    }

    /// <summary>Notes what was gathered in the journal.</summary>
    public void Flush()
    {
        if (_rows.Count == 0)
            return;
        _context.Journal?.Note(new RowsSuperseded(RowRanges.Format(_rows)));
        _rows.Clear();
    }
}
