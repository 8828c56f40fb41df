using System.Collections.Generic;
using System.IO;
using System.Text;

namespace ActiveCampaign.Bulk.Core.Rows.Workbooks;

/// <summary>Reads the texts of an .xls, which go on from one record to the next where they are long.</summary>
internal sealed class XlsStrings
{
    private const int Wide = 1;
    private const int WithPhonetics = 4;
    private const int WithRuns = 8;

    private readonly byte[] _bytes;
    private readonly IReadOnlyList<(int Start, int End)> _parts;
    private int _part;
    private int _at;

    /// <param name="bytes">The stream.</param>
    /// <param name="parts">The record and those that continue it.</param>
    /// <param name="skip">Bytes before the first text.</param>
    public XlsStrings(byte[] bytes, IReadOnlyList<(int Start, int End)> parts, int skip = 0)
    {
        _bytes = bytes;
        _parts = parts;
        _at = parts[0].Start;
        Skip(skip);
    }

    /// <summary>The next text, whose length takes two bytes.</summary>
    public string Next() => Next(Short());

    /// <summary>The next text, whose length takes one byte.</summary>
    public string NextShort() => Next(Byte());

    private string Next(int length)
    {
        int flags = Byte();
        int runs = (flags & WithRuns) != 0 ? Short() : 0;
        int phonetics = (flags & WithPhonetics) != 0 ? Short() | (Short() << 16) : 0;
        string text = Characters(length, (flags & Wide) != 0);
        Skip((4 * runs) + phonetics);
        return text;
    }

    // Where characters go on in the next record, it says anew how wide they are.
    private string Characters(int length, bool isWide)
    {
        StringBuilder text = new(length);
        while (text.Length < length)
        {
            if (_at == _parts[_part].End)
            {
                MoveOn();
                isWide = (Byte() & Wide) != 0;
            }

            text.Append((char)(isWide ? Short() : Byte()));
        }

        return text.ToString();
    }

    private void Skip(int bytes)
    {
        for (; bytes > 0; bytes--)
            Byte();
    }

    private int Short() => Byte() | (Byte() << 8);

    private byte Byte()
    {
        while (_at == _parts[_part].End)
            MoveOn();
        return _bytes[_at++];
    }

    private void MoveOn()
    {
        if (++_part == _parts.Count)
            throw new InvalidDataException("A text without an end.");
        _at = _parts[_part].Start;
    }
}
