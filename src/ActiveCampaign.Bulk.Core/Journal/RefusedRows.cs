using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>A refused row as the journal has it.</summary>
/// <param name="Row">The row and why; without columns and cells where its contact data has expired.</param>
/// <param name="Batch">The batch it was in, or 0.</param>
/// <param name="HasCells">Whether its contact data is still there.</param>
/// <param name="End">Where the next line of the journal begins.</param>
internal sealed record JournaledRefusal(RefusedRow Row, int Batch, bool HasCells, long End);

/// <summary>Streams the refused rows of an activity out of its journal. Damaged lines are passed over.</summary>
internal static class RefusedRows
{
    /// <summary>Each refused row once; what was noted last of a row counts.</summary>
    public static IEnumerable<JournaledRefusal> Read(string folder)
    {
        Dictionary<long, long> last = FindRepeated(folder);
        foreach (JournaledRefusal refusal in ReadFrom(folder, 0))
        {
            if (!last.TryGetValue(refusal.Row.Number, out long end) || end == refusal.End)
                yield return refusal;
        }
    }

    /// <summary>The same with the service's handle of the batch each row was in, where it has one.</summary>
    public static IEnumerable<(JournaledRefusal Refusal, string? BatchId)> ReadWithHandles(string folder)
    {
        BatchHandles handles = new(folder);
        foreach (JournaledRefusal refusal in Read(folder))
            yield return (refusal, handles.Find(refusal.Batch));
    }

    /// <summary>The lines from an offset on, as they were noted: a row may come twice.</summary>
    internal static IEnumerable<JournaledRefusal> ReadFrom(string folder, long start, string file = JournalFiles.Refused)
    {
        string path = Path.Combine(folder, file);
        if (!File.Exists(path))
            yield break;
        RowShape shape = new([]);
        foreach (JournaledRefusal refusal in new JournalScan(path).Read((offset, line) => Read(line, offset + line.Count + 1, shape), start))
        {
            shape = refusal.Row.Shape;
            yield return refusal;
        }
    }

    // Few rows are noted twice, after a kill or with a better reason: only these are kept in mind.
    private static Dictionary<long, long> FindRepeated(string folder)
    {
        RowSet seen = new();
        Dictionary<long, long> last = [];
        foreach (JournaledRefusal refusal in ReadFrom(folder, 0))
        {
            if (!seen.Add(refusal.Row.Number))
                last[refusal.Row.Number] = refusal.End;
        }

        return last;
    }

    private static JournaledRefusal? Read(ArraySegment<byte> line, long end, RowShape previous)
    {
        if (JournalLines.Read(line) is not RowRefused refused)
            return null;
        IReadOnlyList<string> columns = refused.Columns ?? [];
        IReadOnlyList<string?> cells = refused.Cells ?? [];
        RowShape shape = previous.Matches(columns) ? previous : new RowShape(columns);
        RowReason reason = Enum.TryParse(refused.Reason, out RowReason known) ? known : RowReason.FailedAtService;
        RefusedRow row = new(refused.Row, refused.Line, shape, cells.Cast<object?>().ToList(), new RowProblem(reason, refused.Text));
        return new JournaledRefusal(row, refused.Batch, cells.Count > 0, end);
    }
}

/// <summary>Knows the service's handles of an activity's batches. Reads of the journal what is new since the last time.</summary>
internal sealed class BatchHandles
{
    private readonly string _path;
    private readonly JournalScan _scan;
    private readonly Dictionary<int, string> _handles = [];
    private long _offset;

    public BatchHandles(string folder)
    {
        _path = Path.Combine(folder, JournalFiles.Main);
        _scan = new JournalScan(_path);
    }

    /// <summary>The handle of a batch, or null when it has none.</summary>
    public string? Find(int batch)
    {
        if (batch == 0)
            return null;
        if (!_handles.ContainsKey(batch))
            ReadOn();
        return _handles.TryGetValue(batch, out string? handle) ? handle : null;
    }

    private void ReadOn()
    {
        if (!File.Exists(_path) || new FileInfo(_path).Length <= _offset)
            return;
        foreach (BatchAnswered answered in _scan.Read((_, line) => JournalLines.Read(line), _offset).OfType<BatchAnswered>())
        {
            if (answered.BatchId is string handle)
                _handles[answered.Number] = handle;
        }

        _offset = Math.Max(_offset, _scan.End);
    }
}
