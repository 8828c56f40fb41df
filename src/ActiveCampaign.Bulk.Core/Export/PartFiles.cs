using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Export;

/// <summary>
/// The lines of each stretch, in a file of its own in the activity's folder. A line is on the disk before the journal
/// says so, and what the journal does not say is cut off by the run that goes on.
/// </summary>
internal sealed class PartFiles : IDisposable
{
    private readonly Dictionary<int, FileStream> _open = [];
    private readonly string _folder;
    private readonly Encoding _encoding;

    public PartFiles(string folder, Encoding encoding)
    {
        _folder = folder;
        _encoding = encoding;
    }

    /// <summary>Makes the files what the journal says. A stretch whose lines are not there any more begins anew.</summary>
    public void Restore(IReadOnlyList<IdRange> ranges)
    {
        HashSet<string> known = [.. ranges.Where(range => range.Length > 0).Select(range => PathOf(range.Number))];
        foreach (string path in Directory.EnumerateFiles(_folder, "*.part").Where(path => !known.Contains(path)).ToList())
            File.Delete(path);
        foreach (IdRange range in ranges.Where(range => range.Length > 0))
        {
            using FileStream? file = File.Exists(PathOf(range.Number)) ? new FileStream(PathOf(range.Number), FileMode.Open, FileAccess.Write) : null;
            if (file is null || file.Length < range.Length)
                range.Reset();
            file?.SetLength(range.Length);
        }
    }

    /// <summary>Adds lines to a stretch, on the disk when it returns. One reader at a time writes a stretch.</summary>
    public void Append(IdRange range, string lines)
    {
        byte[] bytes = _encoding.GetBytes(lines);
        FileStream file = FileOf(range.Number);
        file.Write(bytes, 0, bytes.Length);
        Disk.Flush(file);
        range.Length += bytes.Length;
        if (range.IsDone)
            Close(range.Number);
    }

    /// <summary>The lines of a stretch as they are; null where it has none.</summary>
    public FileStream? OpenRead(IdRange range)
    {
        Close(range.Number);
        return range.Length == 0 ? null : new FileStream(PathOf(range.Number), FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.SequentialScan);
    }

    public void Dispose()
    {
        foreach (int number in _open.Keys.ToList())
            Close(number);
    }

    private FileStream FileOf(int number)
    {
        lock (_open)
        {
            if (!_open.TryGetValue(number, out FileStream? file))
            {
                _open.Add(number, file = PrivateFile.Open(PathOf(number), FileMode.Append, FileAccess.Write, FileShare.Read));
                Disk.FlushFolder(_folder);
            }

            return file;
        }
    }

    private void Close(int number)
    {
        lock (_open)
        {
            if (_open.TryGetValue(number, out FileStream? file))
                file.Dispose();
            _open.Remove(number);
        }
    }

    private string PathOf(int number) => Path.Combine(_folder, JournalFiles.ExportPart(number));
}
