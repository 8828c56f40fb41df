using System;
using System.Collections;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>Takes the several values out of one cell.</summary>
internal sealed class ValueSplitter
{
    private static readonly string[] s_fieldSeparators = ["|", ";"];
    private static readonly string[] s_nameSeparators = ["|", ";", ","];

    private readonly string[] _field;
    private readonly string[] _name;

    /// <summary>Splits by the separators of the module, or by the one given.</summary>
    public ValueSplitter(string? separator)
    {
        _field = string.IsNullOrEmpty(separator) ? s_fieldSeparators : [separator!];
        _name = string.IsNullOrEmpty(separator) ? s_nameSeparators : [separator!];
    }

    /// <summary>The values of a multi-value field. A cell that is an option as a whole is not split.</summary>
    public IReadOnlyList<string> Options(object value, Func<string, bool> isKnown) => Split(value, isKnown, _field);

    /// <summary>The names of tags or lists. A cell that is a name as a whole is not split.</summary>
    public IReadOnlyList<string> Names(object value, Func<string, bool> isKnown) => Split(value, isKnown, _name);

    private static IReadOnlyList<string> Split(object value, Func<string, bool> isKnown, string[] separators)
    {
        if (value is not string && value is IEnumerable several)
            return Trimmed(CellText.ToTexts(several));
        string text = (CellText.ToText(value) ?? string.Empty).Trim();
        if (text.Length == 0)
            return [];
        if (isKnown(text))
            return [text];

        // The service's own form, ||a||b||, is accepted whatever the separator.
        IReadOnlyList<string> parts = text.StartsWith("||", StringComparison.Ordinal) && text.EndsWith("||", StringComparison.Ordinal)
            ? text.Split(["||"], StringSplitOptions.RemoveEmptyEntries)
            : text.IndexOf('"') >= 0 ? QuotedParts.Split(text, separators, isKnown) : text.Split(separators, StringSplitOptions.RemoveEmptyEntries);
        return Trimmed(parts);
    }

    private static List<string> Trimmed(IReadOnlyList<string> parts)
    {
        List<string> values = [];
        foreach (string part in parts)
        {
            if (part.Trim() is { Length: > 0 } trimmed)
                values.Add(trimmed);
        }

        return values;
    }
}
