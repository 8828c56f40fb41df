using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>Reject files that are put together beside their place, and take it when they are whole. Used by one thread.</summary>
internal sealed class RejectReplacement : IDisposable
{
    private readonly string _path;
    private readonly string _staged;

    /// <summary>Begins to put files together.</summary>
    /// <param name="path">Full path of the first file.</param>
    /// <param name="safe">Whether cells are escaped for spreadsheets.</param>
    /// <param name="key">What tells these files from those of others while they are put together.</param>
    /// <param name="dialect">How the files are written; null for comma and UTF-8.</param>
    public RejectReplacement(string path, bool safe, string key, CsvDialect? dialect = null)
    {
        _path = path;
        _staged = $"{path}.{key}.new";
        OutputFile.Guard(path, Discard);
        Writer = new RejectWriter(_staged, safe, dialect);
    }

    /// <summary>Takes the rows.</summary>
    public RejectWriter Writer { get; }

    /// <summary>
    /// The files take their places, and older reject files of the same path go. The file of the path itself is replaced
    /// whatever it holds, for it was named; it only goes without a new one where it is a reject file.
    /// </summary>
    /// <returns>The files, with the rows each has.</returns>
    /// <exception cref="BulkException">FileUnwritable.</exception>
    public IReadOnlyList<(string Path, long Rows)> Complete()
    {
        Writer.Close();
        List<(string, long)> placed = [];
        OutputFile.Guard(_path, () =>
        {
            string[] old = RejectPaths.Existing(_path).Where(file => file != _path && RejectPaths.IsReject(file)).ToArray();
            foreach ((string file, long rows) in Writer.Files)
            {
                string place = placed.Count == 0 ? _path : placed.Count <= old.Length ? old[placed.Count - 1] : RejectPaths.Free(_path);
                WholeFile.Move(file, place);
                placed.Add((place, rows));
            }

            if (placed.Count == 0 && File.Exists(_path) && RejectPaths.IsReject(_path))
                File.Delete(_path);
            foreach (string file in old.Skip(Math.Max(placed.Count - 1, 0)))
                File.Delete(file);
        });
        return placed;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Writer.Dispose();
        try
        {
            Discard();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is left beside the file is in nobody's way, and goes with the next try.
        }
    }

    private void Discard()
    {
        foreach (string file in RejectPaths.Existing(_staged).ToList())
            File.Delete(file);
    }
}
