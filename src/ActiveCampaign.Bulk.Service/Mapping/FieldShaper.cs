using System;
using System.Collections.Generic;
using System.Text;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Mapping;

/// <summary>Shapes a value by its field's type, as the service documents for custom field values.</summary>
internal sealed class FieldShaper
{
    private readonly ValueSplitter _splitter;
    private readonly string? _dateFormat;

    /// <summary>Makes a shaper.</summary>
    public FieldShaper(ValueSplitter splitter, string? dateFormat)
    {
        _splitter = splitter;
        _dateFormat = dateFormat;
    }

    /// <summary>The text for the wire; empty for no value, null when there is a problem.</summary>
    public string? Shape(FieldDefinition field, object value, string column, out RowProblem? problem)
    {
        problem = null;
        switch (field.Kind)
        {
            case FieldKind.Date:
                return DateText.ToDay(value, _dateFormat) ?? NoDate(value, column, out problem);
            case FieldKind.DateTime:
                return DateText.ToMoment(value, _dateFormat) ?? NoDate(value, column, out problem);
            case FieldKind.OneOption:
                return OneOption(field, value, column, out problem);
            case FieldKind.ManyOptions:
                return ManyOptions(field, value, column, out problem);
            default:
                return OneText(value, column, out problem);
        }
    }

    /// <summary>A value that must be one text; null with a problem when there are several.</summary>
    public static string? OneText(object value, string column, out RowProblem? problem)
    {
        problem = null;
        if (!CellText.IsSeveral(value))
            return CellText.ToText(value);
        IReadOnlyList<string> texts = CellText.ToTexts((System.Collections.IEnumerable)value);
        return texts.Count <= 1
            ? texts.Count == 0 ? string.Empty : texts[0]
            : Fail(RowReason.ValueNotSingle, Texts.ValueNotSingle(column), column, out problem);
    }

    private string? NoDate(object value, string column, out RowProblem? problem) => Fail(
        RowReason.DateInvalid, DateText.IsNoSuchDay(value, _dateFormat) ? Texts.NoSuchDay(column) : Texts.DateInvalid(column, _dateFormat), column, out problem);

    private static string? OneOption(FieldDefinition field, object value, string column, out RowProblem? problem)
    {
        string? text = OneText(value, column, out problem)?.Trim();
        if (text is null)
            return null;
        return field.FindOption(text)
            ?? field.FindOption(text.Trim('|').Trim())
            ?? NoOption(field, text, column, out problem);
    }

    private string? ManyOptions(FieldDefinition field, object value, string column, out RowProblem? problem)
    {
        problem = null;
        IReadOnlyList<string> values = _splitter.Options(value, text => field.Options.Count > 0 && field.FindOption(text) is not null);
        StringBuilder wire = new("||");
        foreach (string text in values)
        {
            string? option = field.FindOption(text);
            if (option is null)
                return NoOption(field, text, column, out problem);
            wire.Append(option).Append("||");
        }

        return values.Count == 0 ? string.Empty : wire.ToString();
    }

    private static string? NoOption(FieldDefinition field, string text, string column, out RowProblem? problem)
    {
        problem = new RowProblem(RowReason.OptionUnknown, Texts.OptionUnknown(column, field.Title, NearestName.Find(text, field.Options)), column) { Missing = text };
        return null;
    }

    private static string? Fail(RowReason reason, string text, string column, out RowProblem? problem)
    {
        problem = new RowProblem(reason, text, column);
        return null;
    }
}
