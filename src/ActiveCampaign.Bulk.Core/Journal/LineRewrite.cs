using System;
using System.IO;
using ActiveCampaign.Bulk.Core.Files;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// Writes a file of lines anew, with some of them changed: beside it first, flushed, then in its place, so that a kill
/// leaves one of the two whole. Nobody may write the file meanwhile.
/// </summary>
internal sealed class LineRewrite
{
    private readonly string _path;
    private readonly Func<ArraySegment<byte>, byte[]?> _change;

    /// <param name="path">The file; it need not be there.</param>
    /// <param name="change">A line's new bytes, none to drop it, or null to leave it as it is.</param>
    public LineRewrite(string path, Func<ArraySegment<byte>, byte[]?> change)
    {
        _path = path;
        _change = change;
    }

    /// <summary>Whether half a line stands at the end, which a kill leaves and nobody reads.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>Lines that change. Writes nothing.</summary>
    public int Count()
    {
        int changed = 0;
        long end = 0;
        if (!File.Exists(_path))
            return 0;
        foreach ((long offset, ArraySegment<byte> line) in SegmentScanner.Lines(_path))
        {
            end = offset + line.Count + 1;
            if (_change(line) is not null)
                changed++;
        }

        IsTorn = new FileInfo(_path).Length > end;
        return changed;
    }

    /// <summary>Changes the lines; half a line at the end goes too.</summary>
    /// <param name="mark">An offset in the file; moved to where the same line ends afterwards.</param>
    public void Run(ref long mark)
    {
        long moved = 0;
        long end = mark;
        WholeFile.Write(_path, stream =>
        {
            foreach ((long offset, ArraySegment<byte> line) in SegmentScanner.Lines(_path))
            {
                Write(stream, _change(line) is byte[] changed ? new ArraySegment<byte>(changed) : line);
                if (offset + line.Count + 1 <= end)
                    moved = stream.Position;
            }
        });
        mark = moved;
    }

    private static void Write(FileStream stream, ArraySegment<byte> line)
    {
        if (line.Count == 0)
            return;
        stream.Write(line.Array!, line.Offset, line.Count);
        stream.WriteByte((byte)'\n');
    }
}
