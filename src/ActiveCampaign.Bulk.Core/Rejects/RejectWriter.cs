using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>Adds refused rows to the files of a path, each row of an activity once. Used by one thread.</summary>
internal sealed class RejectWriter : IDisposable
{
    private readonly string _path;
    private static readonly CsvDialect s_usual = new(',', Encoding.UTF8);

    private readonly bool _safe;
    private readonly CsvDialect _dialect;
    private readonly List<RejectSheet> _sheets = [];
    private readonly Dictionary<string, RowSet> _present = new(StringComparer.OrdinalIgnoreCase);
    private bool _open;

    /// <summary>Writes to a path.</summary>
    /// <param name="path">Full path of the first file.</param>
    /// <param name="safe">Whether cells are escaped for spreadsheets.</param>
    /// <param name="dialect">How the files are written; null for comma and UTF-8.</param>
    public RejectWriter(string path, bool safe, CsvDialect? dialect = null)
    {
        _dialect = dialect ?? s_usual;
        _path = path;
        _safe = safe;
    }

    /// <summary>The files written to, with the rows each was given.</summary>
    public IReadOnlyList<(string Path, long Rows)> Files => _sheets.Where(sheet => sheet.Rows > 0).Select(sheet => (sheet.Path, sheet.Rows)).ToList();

    /// <summary>Adds a row; false when the files have it already, which rows of no activity never count as.</summary>
    /// <exception cref="BulkException">A file is none of ours, or cannot be written.</exception>
    public bool Add(string activityId, RefusedRow row, string? batchId)
    {
        bool added = false;
        OutputFile.Guard(_path, () => added = AddTo(activityId, row, batchId));
        return added;
    }

    /// <summary>Everything added is in the files, and these are free for others. More may be added later.</summary>
    /// <exception cref="BulkException">A file cannot be written.</exception>
    public void Close()
    {
        _open = false;
        OutputFile.Guard(_path, () => _sheets.ForEach(sheet => sheet.Close()));
    }

    /// <summary>Lets go of the files, also after a failure; what is added later looks into them again.</summary>
    public void Dispose()
    {
        _sheets.ForEach(sheet => sheet.Dispose());
        _sheets.Clear();
        _open = false;
    }

    private bool AddTo(string activityId, RefusedRow row, string? batchId)
    {
        if (!_open)
            Look();
        if (activityId.Length > 0 && !RowsOf(activityId).Add(row.Number))
            return false;
        RejectSheet? sheet = _sheets.Find(known => known.Fits(row));
        if (sheet is null)
            _sheets.Add(sheet = RejectSheet.Create(NextPath(), _safe, row.Shape, RejectSheet.CanHold(_dialect, row) ? _dialect : s_usual with { TellsAbsent = _dialect.TellsAbsent }));
        sheet.Write(row, activityId, batchId);
        return true;
    }

    // The files are only looked into where somebody else has changed them since they were closed.
    private void Look()
    {
        _open = true;
        if (_sheets.Count > 0 && _sheets.TrueForAll(sheet => File.Exists(sheet.Path) && new FileInfo(sheet.Path).Length == sheet.Length))
            return;
        _sheets.Clear();
        _present.Clear();
        foreach (string path in RejectPaths.Own(_path).Where(path => new FileInfo(path).Length > 0))
            _sheets.Add(RejectSheet.Load(path, _safe, _dialect, (activity, row) => RowsOf(activity).Add(row)));
    }

    // The first name that neither a file of somebody else nor one of ours has; a sheet makes its file with its first row.
    private string NextPath() => _sheets.Count == 0 ? _path : RejectPaths.Free(_path);

    private RowSet RowsOf(string activityId)
    {
        if (!_present.TryGetValue(activityId, out RowSet? rows))
            _present[activityId] = rows = new RowSet();
        return rows;
    }
}
