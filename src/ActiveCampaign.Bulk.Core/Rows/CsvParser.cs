using System.Collections.Generic;
using System.IO;
using System.Text;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>
/// Splits CSV text into records by RFC 4180, and says of each whether it keeps to it. Blanks between a delimiter and a
/// cell are passed over, as Import-Csv does, so that both routes read the same. Blank lines are no records.
/// </summary>
internal sealed class CsvParser
{
    private const int End = -1;
    private const char Quote = '"';

    private readonly TextReader _reader;
    private readonly char _delimiter;
    private readonly char[] _buffer = new char[32 * 1024];
    private readonly List<string> _cells = [];
    private readonly StringBuilder _cell = new();
    private readonly StringBuilder? _raw;
    private int _length;
    private int _next;
    private long _line = 1;
    private bool _wasQuoted;
    private bool _tookBoth;

    /// <param name="reader">The text.</param>
    /// <param name="delimiter">What separates cells.</param>
    /// <param name="keepsRaw">Whether records are kept as they stand, too.</param>
    public CsvParser(TextReader reader, char delimiter, bool keepsRaw = false)
    {
        _reader = reader;
        _delimiter = delimiter;
        _raw = keepsRaw ? new StringBuilder() : null;
    }

    /// <summary>The cells of the record.</summary>
    public IReadOnlyList<string> Cells => _cells;

    /// <summary>The line the record starts on, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>What makes the record none of RFC 4180, or null.</summary>
    public RowReason? Damage { get; private set; }

    /// <summary>The record as it stands, with its newline; empty unless asked for.</summary>
    public string Raw => _raw?.ToString() ?? string.Empty;

    /// <summary>Reads the next record; false at the end.</summary>
    public bool Read()
    {
        do
        {
            _cells.Clear();
            _raw?.Clear();
            Damage = null;
            Line = _line;
            if (Peek() == End)
                return false;
            while (ReadCell())
            {
            }
        }
        while (_cells.Count == 1 && _cells[0].Length == 0 && !_wasQuoted);
        return true;
    }

    /// <summary>Passes over a line, whatever is on it.</summary>
    public void SkipLine()
    {
        int c = Take();
        while (c != End && !IsNewLine(c))
            c = Take();
    }

    // True where a delimiter has ended the cell, so that another one follows.
    private bool ReadCell()
    {
        _cell.Clear();
        _wasQuoted = false;
        int c = TakePastBlanks();
        if (c == Quote)
        {
            _wasQuoted = true;
            c = ReadQuoted();
        }

        for (; c != _delimiter && c != End && !IsNewLine(c); c = Take())
        {
            if ((c == Quote || _wasQuoted) && Damage is null)
                TakeAsDamaged();
            _cell.Append((char)c);
        }

        _cells.Add(_cell.ToString());
        return c == _delimiter;
    }

    // The cell is kept as it stands, with its quotes, for whoever corrects it.
    private void TakeAsDamaged()
    {
        Damage = RowReason.QuoteMisplaced;
        if (_wasQuoted)
            _cell.Insert(0, Quote).Append(Quote);
    }

    // What follows the closing quote, blanks passed over.
    private int ReadQuoted()
    {
        for (int c = Take(); c != End; c = Take())
        {
            if (c != Quote)
                Append(c);
            else if (Peek() == Quote)
                _cell.Append((char)Take());
            else
                return TakePastBlanks();
        }

        Damage = RowReason.QuoteUnclosed;
        return End;
    }

    // A newline comes as one character out of Take, and is kept as it stands.
    private void Append(int c)
    {
        _cell.Append((char)c);
        if (c == '\r' && _tookBoth)
            _cell.Append('\n');
    }

    private int TakePastBlanks()
    {
        int c = Take();
        while ((c == ' ' || c == '\t') && c != _delimiter)
            c = Take();
        return c;
    }

    // CR with LF counts as the CR alone, so that every newline is one character and one line.
    private int Take()
    {
        int c = TakeChar();
        if (!IsNewLine(c))
            return c;
        _line++;
        _tookBoth = c == '\r' && Peek() == '\n';
        if (_tookBoth)
            TakeChar();
        return c;
    }

    private int TakeChar()
    {
        int c = Peek();
        if (c == End)
            return End;
        _next++;
        _raw?.Append((char)c);
        return c;
    }

    private int Peek()
    {
        if (_next == _length)
        {
            _length = _reader.Read(_buffer, 0, _buffer.Length);
            _next = 0;
        }

        return _length == 0 ? End : _buffer[_next];
    }

    private static bool IsNewLine(int c) => c is '\r' or '\n';
}
