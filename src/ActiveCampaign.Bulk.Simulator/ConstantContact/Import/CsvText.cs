using System.Collections.Generic;
using System.Text;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Import;

/// <summary>Takes CSV apart by RFC 4180: commas, quotes doubled within quotes, line ends within quotes. Empty lines are passed over.</summary>
internal sealed class CsvText
{
    private readonly string _text;
    private int _at;

    public CsvText(string text)
    {
        _text = text.Length > 0 && text[0] == '\uFEFF' ? text.Substring(1) : text;
    }

    /// <summary>Whether the latest record had its line end; the last one of a file that was cut off has none.</summary>
    public bool IsClosed { get; private set; } = true;

    /// <summary>The cells of the next record; null at the end.</summary>
    public List<string>? Next()
    {
        while (_at < _text.Length)
        {
            List<string> cells = ReadRecord();
            if (cells.Count > 1 || cells[0].Length > 0)
                return cells;
        }

        return null;
    }

    private List<string> ReadRecord()
    {
        List<string> cells = [];
        while (true)
        {
            cells.Add(ReadCell());
            if (_at >= _text.Length)
            {
                IsClosed = false;
                return cells;
            }

            char end = _text[_at++];
            if (end == ',')
                continue;
            if (end == '\r' && _at < _text.Length && _text[_at] == '\n')
                _at++;
            IsClosed = true;
            return cells;
        }
    }

    private string ReadCell()
    {
        if (_at < _text.Length && _text[_at] == '"')
            return ReadQuoted();
        int start = _at;
        while (_at < _text.Length && _text[_at] is not (',' or '\r' or '\n'))
            _at++;
        return _text.Substring(start, _at - start);
    }

    private string ReadQuoted()
    {
        StringBuilder cell = new();
        for (_at++; _at < _text.Length; _at++)
        {
            if (_text[_at] != '"')
            {
                cell.Append(_text[_at]);
                continue;
            }

            bool isDoubled = _at + 1 < _text.Length && _text[_at + 1] == '"';
            if (!isDoubled)
                break;
            cell.Append('"');
            _at++;
        }

        // What stands between the closing quote and the next comma belongs to the cell, as most readers have it.
        int start = ++_at;
        while (_at < _text.Length && _text[_at] is not (',' or '\r' or '\n'))
            _at++;
        return start < _at && start <= _text.Length ? cell.Append(_text, start, _at - start).ToString() : cell.ToString();
    }
}
