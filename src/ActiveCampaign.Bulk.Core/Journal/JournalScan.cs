using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// Goes through a file of a journal and passes over damaged lines: those whose checksum is wrong, those without one after
/// the first that has it, and those of version 1 that say nothing that makes sense. It throws nothing but IO errors.
/// </summary>
internal sealed class JournalScan
{
    private readonly string _path;
    private readonly List<LineDamage> _damage = [];
    private bool _isSealed;

    /// <param name="path">The file.</param>
    /// <param name="isSealed">Whether all of its lines have checksums; where that is not known, the first that has one says it of the rest.</param>
    public JournalScan(string path, bool isSealed = false)
    {
        _path = path;
        _isSealed = isSealed;
    }

    /// <summary>The damaged lines passed over so far, by their number from where the scan began.</summary>
    public IReadOnlyList<LineDamage> Damage => _damage;

    /// <summary>Where the last line ended that was gone through.</summary>
    public long End { get; private set; }

    /// <summary>What is read out of each whole line of a file that is there; a line of which nothing can be read counts as damaged.</summary>
    /// <param name="read">Reads a line; null for one that does not concern.</param>
    /// <param name="start">Where to begin.</param>
    public IEnumerable<T> Read<T>(Func<long, ArraySegment<byte>, T?> read, long start = 0)
        where T : class
    {
        if (!File.Exists(_path))
            yield break;
        long number = 0;
        foreach ((long offset, ArraySegment<byte> line) in SegmentScanner.Lines(_path, start))
        {
            number++;
            End = offset + line.Count + 1;
            T? item = null;
            if (!IsPassedOver(line) && (!IsWhole(line) || !TryRead(read, offset, line, out item)))
                _damage.Add(new LineDamage(Path.GetFileName(_path), number));
            if (item is not null)
                yield return item;
        }
    }

    /// <summary>The same with each line as JSON.</summary>
    public IEnumerable<T> ReadJson<T>(Func<JsonElement, T?> read)
        where T : class =>
        Read((_, line) =>
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return read(document.RootElement);
        });

    /// <summary>Goes through all lines.</summary>
    public void Each(Action<ArraySegment<byte>> take)
    {
        foreach (object _ in Read<object>((_, line) =>
        {
            take(line);
            return null;
        }))
        {
        }
    }

    /// <summary>Whether what reading a line has thrown means that the line is damaged.</summary>
    public static bool IsDamage(Exception e) =>
        e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException or ArgumentException or IndexOutOfRangeException;

    // A kill leaves half a line, which nobody waited for; the next run has ended it.
    private bool IsPassedOver(ArraySegment<byte> line) =>
        _isSealed ? line.Count == 0 || line.AsSpan().EndsWith(LineSum.Torn) : IsTorn(line);

    private bool IsWhole(ArraySegment<byte> line)
    {
        if (!LineSum.IsIn(line.AsSpan()))
            return !_isSealed;
        _isSealed = true;
        return LineSum.IsRight(line.AsSpan());
    }

    private static bool TryRead<T>(Func<long, ArraySegment<byte>, T?> read, long offset, ArraySegment<byte> line, out T? item)
        where T : class
    {
        try
        {
            item = read(offset, line);
            return true;
        }
        catch (Exception e) when (IsDamage(e))
        {
            item = null;
            return false;
        }
    }

    /// <summary>Whether a line is half of one. Version 1 ended such a line with nothing but the newline.</summary>
    public static bool IsTorn(ArraySegment<byte> line) => line.Count == 0 || line.AsSpan().EndsWith(LineSum.Torn) || (!LineSum.IsIn(line.AsSpan()) && IsBegun(line));

    private static bool IsBegun(ArraySegment<byte> line)
    {
        try
        {
            Utf8JsonReader reader = new(line, isFinalBlock: false, default);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0)
                    return false;
            }

            return line.Array![line.Offset] == (byte)'{';
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
