using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// Knows which segment holds which batch, and which segments hold nothing open any more. Used by the writing thread;
/// look-ups may come from others.
/// </summary>
internal sealed class BatchSegments
{
    private const long FullAt = 4 * 1024 * 1024;

    private readonly object _gate = new();
    private readonly string _folder;
    private readonly Dictionary<int, (int Segment, long Offset)> _places = [];
    private readonly Dictionary<int, int> _open = [];
    private long _length;

    public BatchSegments(string folder)
    {
        _folder = folder;
    }

    /// <summary>Whether segments stay though nothing in them is open: a result file still needs their cells.</summary>
    public bool Keeps { get; set; }

    /// <summary>The same, since something comes after the import that still needs their contacts.</summary>
    public bool KeepsContacts { get; set; }

    /// <summary>The segment that takes the next batch.</summary>
    public int Current { get; private set; } = 1;

    public string CurrentFile => JournalFiles.Segment(Current);

    /// <summary>Reads what is there; a torn last line is passed over, and a new segment is begun.</summary>
    public static BatchSegments Scan(string folder)
    {
        BatchSegments segments = new(folder);
        int last = 0;
        foreach (string path in ContactFiles.Segments(folder).Where(path => Number(path) > 0))
        {
            last = Number(path);
            JournalScan scan = new(path);
            foreach ((int batch, long offset) in scan.Read(ReadPlace))
                segments.Place(batch, last, offset);

            // One that has nothing but half a line, which a kill has left, holds nothing that was ever sent.
            if (scan.Damage.Count == 0 && !segments._open.ContainsKey(last))
                segments._open.Add(last, 0);
        }

        segments.Current = last + 1;
        return segments;
    }

    public void Added(int batch, int bytes)
    {
        Place(batch, Current, _length);
        _length += bytes;
    }

    /// <summary>Whether the current segment is full; if so the next one begins.</summary>
    public bool RollOver()
    {
        if (_length < FullAt)
            return false;
        Current++;
        _length = 0;
        return true;
    }

    /// <summary>A batch is settled: the file that can go now, or null.</summary>
    public string? Settled(int batch)
    {
        lock (_gate)
        {
            if (!_places.TryGetValue(batch, out (int Segment, long Offset) place))
                return null;
            _places.Remove(batch);
            int left = --_open[place.Segment];
            return left == 0 && place.Segment != Current && !IsKept ? PathOf(place.Segment) : null;
        }
    }

    /// <summary>The current segment's file, when nothing in it is open: it can go at the end.</summary>
    public string? EmptyCurrent()
    {
        lock (_gate)
            return _open.TryGetValue(Current, out int left) && left == 0 && !IsKept ? PathOf(Current) : null;
    }

    /// <summary>Segments before the current one with nothing open.</summary>
    public IReadOnlyList<string> Leftovers()
    {
        lock (_gate)
            return _open.Where(entry => entry.Value == 0 && entry.Key != Current && !IsKept).Select(entry => PathOf(entry.Key)).Where(File.Exists).ToList();
    }

    public (string Path, long Offset)? Locate(int batch)
    {
        lock (_gate)
            return _places.TryGetValue(batch, out (int Segment, long Offset) place) ? (PathOf(place.Segment), place.Offset) : null;
    }

    private bool IsKept => Keeps || KeepsContacts;

    private static Tuple<int, long>? ReadPlace(long offset, ArraySegment<byte> line) => SentLine.Read(line) is SentLine sent ? Tuple.Create(sent.Number, offset) : null;

    private void Place(int batch, int segment, long offset)
    {
        lock (_gate)
        {
            _places[batch] = (segment, offset);
            _open[segment] = _open.TryGetValue(segment, out int count) ? count + 1 : 1;
        }
    }

    private string PathOf(int segment) => Path.Combine(_folder, JournalFiles.Segment(segment));

    private static int Number(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return int.TryParse(name.Substring(name.LastIndexOf('-') + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number) ? number : 0;
    }
}
