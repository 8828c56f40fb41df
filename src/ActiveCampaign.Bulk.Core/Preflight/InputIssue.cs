using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Preflight;

/// <summary>One kind of fault, or of doubt, in one column of the input, with the rows that have it. Used by one thread.</summary>
internal sealed class InputIssue
{
    private const int NamesAtMost = 1000;

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    private long _last;

    /// <param name="isError">Whether the import refuses such rows, or ends.</param>
    /// <param name="code">The stable name of the reason.</param>
    /// <param name="column">The column, or null.</param>
    /// <param name="text">What it is about, and what to do.</param>
    public InputIssue(bool isError, string code, string? column, string text)
    {
        IsError = isError;
        Code = code;
        Column = column;
        Text = PlainText.Of(text);
    }

    /// <summary>Whether the import refuses such rows, or ends.</summary>
    public bool IsError { get; }

    /// <summary>The stable name of the reason.</summary>
    public string Code { get; }

    /// <summary>The column, or null.</summary>
    public string? Column { get; }

    /// <summary>What it is about in the first of the rows, and what to do; never with an address.</summary>
    public string Text { get; }

    /// <summary>Rows that have it; 0 where it is about the input as a whole.</summary>
    public long Rows { get; private set; }

    /// <summary>The first of them, or 0.</summary>
    public long FirstRow { get; private set; }

    /// <summary>Its line in the file, or 0.</summary>
    public long FirstLine { get; private set; }

    /// <summary>What stands in its cell; null where that may be an address.</summary>
    public string? Example { get; private set; }

    /// <summary>The tags, lists or options that are not there, each once.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <summary>Whether there may be more names than these.</summary>
    public bool HasMoreNames => _names.Count == NamesAtMost;

    /// <summary>The column map that would take it away, or null.</summary>
    public IReadOnlyDictionary<string, string?>? ColumnMap { get; init; }

    /// <summary>Formats of dates that fit most of the cells, the likelier first.</summary>
    public IReadOnlyList<string> Formats { get; set; } = [];

    /// <summary>Counts a row, once for all that is wrong with it here.</summary>
    public void Add(SourceRow row, string? example, string? name)
    {
        Name(name);
        if (row.Number == _last)
            return;
        _last = row.Number;
        if (Rows++ == 0)
            (FirstRow, FirstLine, Example) = (row.Number, row.Line, example);
    }

    /// <summary>Adds names that it is about.</summary>
    public void Name(params string?[] names)
    {
        foreach (string name in names.OfType<string>().Where(_ => _names.Count < NamesAtMost))
            _names.Add(PlainText.Of(Texts.Redact(name)));
    }
}
