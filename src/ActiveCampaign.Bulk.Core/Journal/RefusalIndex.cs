using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Finds the reason that was noted last of a refused row. It keeps where the lines lie, not what they say.</summary>
internal sealed class RefusalIndex : IDisposable
{
    private readonly Dictionary<long, (long Offset, int Length)> _places = [];
    private readonly FileStream? _stream;
    private byte[] _line = new byte[4096];

    public RefusalIndex(string path)
    {
        if (!File.Exists(path))
            return;
        foreach ((long row, long offset, int length) in new JournalScan(path).Read(ReadPlace))
            _places[row] = (offset, length);

        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Why a row was refused; null where no line tells.</summary>
    public (string Reason, string Text)? Find(long row) => Read(row) is RowRefused refused ? (refused.Reason, refused.Text) : null;

    /// <summary>Whether there is a line of the row.</summary>
    public bool Has(long row) => _places.ContainsKey(row);

    /// <summary>The line of a row; null where there is none.</summary>
    public RowRefused? Read(long row)
    {
        if (!_places.TryGetValue(row, out (long Offset, int Length) place))
            return null;
        if (_line.Length < place.Length)
            _line = new byte[place.Length * 2];
        _stream!.Seek(place.Offset, SeekOrigin.Begin);
        int filled = 0;
        for (int read = -1; filled < place.Length && read != 0; filled += read)
            read = _stream.Read(_line, filled, place.Length - filled);
        return filled == place.Length ? Read(new ArraySegment<byte>(_line, 0, filled), row) : null;
    }

    public void Dispose() => _stream?.Dispose();

    private static Tuple<long, long, int>? ReadPlace(long offset, ArraySegment<byte> line)
    {
        Utf8JsonReader reader = new(line);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("row"u8))
                return reader.Read() ? Tuple.Create(reader.GetInt64(), offset, line.Count) : null;
        }

        return null;
    }

    // The file may have been written anew since it was gone through: the line must be the row's.
    private static RowRefused? Read(ArraySegment<byte> line, long row)
    {
        try
        {
            return JournalLines.Read(line) is RowRefused refused && refused.Row == row ? refused : null;
        }
        catch (Exception e) when (JournalScan.IsDamage(e))
        {
            return null;
        }
    }
}
