using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <content>Original cells that stay until a result file has them.</content>
internal sealed partial class JournalWriter
{
    /// <summary>Whether a run works on the activity in this process.</summary>
    internal bool HasRun
    {
        get
        {
            lock (_sharing)
                return _isRunning;
        }
    }

    /// <summary>From now on the cells of all rows stay, whatever becomes of them.</summary>
    internal void KeepCells() => _queue.KeepsCells = true;

    /// <summary>The result file has the cells.</summary>
    internal void FreeCells() => _queue.FreeCells();

    /// <summary>Keeps the cells of a row that needs no sending, where a result file waits for them. The line has the form of a refused row, so that all that looks for contact data finds it.</summary>
    public void LeftOut(SourceRow row)
    {
        if (!_queue.KeepsCells)
            return;
        RowShape shape = row.Original?.Shape ?? row.Shape;
        List<string?> cells = (row.Original?.Values ?? row.Values).Select(CellText.ToText).ToList();
        _queue.Add(new AppendEntry(JournalFiles.LeftOut, JournalLines.Line(new RowRefused(row.Number, row.Line, 0, string.Empty, string.Empty, shape.Columns, cells))));
    }
}
