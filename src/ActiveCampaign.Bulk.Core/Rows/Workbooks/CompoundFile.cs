using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace ActiveCampaign.Bulk.Core.Rows.Workbooks;

/// <summary>A file of several streams, which an .xls is. It is read whole.</summary>
internal sealed class CompoundFile
{
    private const uint LastSector = 0xFFFFFFFA;
    private const int EntrySize = 128;
    private const int HeaderSectors = 109;
    private const byte StreamKind = 2;
    private const byte RootKind = 5;

    private readonly byte[] _bytes;
    private readonly int _size;
    private readonly int _smallSize;
    private readonly List<uint> _next = [];
    private readonly List<uint> _nextSmall = [];
    private readonly byte[] _entries;
    private readonly byte[] _small;

    public CompoundFile(Stream file)
    {
        using MemoryStream copy = new();
        file.CopyTo(copy);
        _bytes = copy.ToArray();
        _size = 1 << Short(_bytes, 0x1E);
        _smallSize = 1 << Short(_bytes, 0x20);
        foreach (uint sector in TableSectors())
            AddEntries(_next, Sector(sector));
        AddEntries(_nextSmall, Chain(Number(_bytes, 0x3C)));
        _entries = Chain(Number(_bytes, 0x30));
        _small = Find(kind => kind == RootKind, _ => true) is int root and >= 0 ? Chain(Number(_entries, root + 0x74)) : [];
    }

    /// <summary>A stream by its name; null where there is none.</summary>
    public byte[]? Find(string name)
    {
        int entry = Find(kind => kind == StreamKind, found => string.Equals(found, name, StringComparison.OrdinalIgnoreCase));
        if (entry < 0)
            return null;
        (uint first, int length) = (Number(_entries, entry + 0x74), checked((int)Number(_entries, entry + 0x78)));
        byte[] stream = length < Number(_bytes, 0x38) ? SmallChain(first) : Chain(first);
        if (stream.Length < length)
            throw new InvalidDataException(name);
        Array.Resize(ref stream, length);
        return stream;
    }

    private int Find(Func<byte, bool> isKind, Func<string, bool> isName)
    {
        for (int entry = 0; entry + EntrySize <= _entries.Length; entry += EntrySize)
        {
            int length = Math.Min(Short(_entries, entry + 0x40), (ushort)64);
            if (isKind(_entries[entry + 0x42]) && isName(Encoding.Unicode.GetString(_entries, entry, Math.Max(length - 2, 0))))
                return entry;
        }

        return -1;
    }

    // The sectors of the table that says which sector follows which.
    private List<uint> TableSectors()
    {
        List<uint> sectors = [];
        for (int i = 0; i < HeaderSectors; i++)
            sectors.Add(Number(_bytes, 0x4C + (4 * i)));
        int left = checked((int)Number(_bytes, 0x48));
        for (uint more = Number(_bytes, 0x44); more < LastSector && left > 0; left--)
        {
            byte[] part = Sector(more);
            for (int i = 0; i < part.Length - 4; i += 4)
                sectors.Add(Number(part, i));
            more = Number(part, part.Length - 4);
        }

        sectors.RemoveAll(sector => sector >= LastSector);
        return sectors;
    }

    private byte[] Chain(uint first)
    {
        using MemoryStream chain = new();
        int left = _next.Count;
        for (uint sector = first; sector < LastSector; sector = _next[checked((int)sector)])
        {
            if (left-- == 0)
                throw new InvalidDataException("A circle of sectors.");
            byte[] part = Sector(sector);
            chain.Write(part, 0, part.Length);
        }

        return chain.ToArray();
    }

    private byte[] SmallChain(uint first)
    {
        using MemoryStream chain = new();
        int left = _nextSmall.Count;
        for (uint sector = first; sector < LastSector; sector = _nextSmall[checked((int)sector)])
        {
            if (left-- == 0)
                throw new InvalidDataException("A circle of sectors.");
            chain.Write(_small, checked((int)sector * _smallSize), _smallSize);
        }

        return chain.ToArray();
    }

    // The last one may be cut short.
    private byte[] Sector(uint sector)
    {
        byte[] part = new byte[_size];
        int start = checked((int)(sector + 1) * _size);
        Array.Copy(_bytes, start, part, 0, Math.Min(_size, _bytes.Length - start));
        return part;
    }

    private static void AddEntries(List<uint> table, byte[] part)
    {
        for (int i = 0; i < part.Length; i += 4)
            table.Add(Number(part, i));
    }

    private static ushort Short(byte[] bytes, int at) => BitConverter.ToUInt16(bytes, at);

    private static uint Number(byte[] bytes, int at) => BitConverter.ToUInt32(bytes, at);
}
