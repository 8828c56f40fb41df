using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Preflight;

/// <summary>The file for rows that an import would refuse. It belongs to no activity. Used by one thread.</summary>
internal sealed class RefusedOutput : IDisposable
{
    private readonly RejectReplacement? _replacement;
    private readonly RejectWriter _writer;

    /// <param name="path">Its full path.</param>
    /// <param name="safe">Whether cells are escaped for spreadsheets.</param>
    /// <param name="replaces">Whether it takes the place of one that is there.</param>
    /// <param name="key">What tells it from others while it is put together.</param>
    /// <param name="dialect">How the input is written; null for rows of a pipeline.</param>
    public RefusedOutput(string path, bool safe, bool replaces, string key, CsvDialect? dialect)
    {
        _replacement = replaces ? new RejectReplacement(path, safe, key, dialect) : null;
        _writer = _replacement?.Writer ?? new RejectWriter(path, safe, dialect);
    }

    public void Add(RefusedRow row) => _writer.Add(string.Empty, row, null);

    /// <summary>Everything is in it.</summary>
    /// <returns>The files, with the rows each has.</returns>
    public IReadOnlyList<(string Path, long Rows)> Complete()
    {
        if (_replacement is not null)
            return _replacement.Complete();
        _writer.Close();
        return _writer.Files;
    }

    public void Dispose()
    {
        _writer.Dispose();
        _replacement?.Dispose();
    }
}
