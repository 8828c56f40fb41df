using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.ConstantContact.Mapping;

/// <summary>Shapes values as the service takes them, or says what is wrong with them: it would only count that.</summary>
internal sealed class ValueShaper
{
    private const int SmsDigits = 10;
    private const string ChoiceSeparator = ",";

    private static readonly char[] s_separators = ['|', ';'];

    private readonly string? _dateFormat;
    private readonly string[]? _separator;

    /// <summary>Makes one.</summary>
    public ValueShaper(MappingSettings settings)
    {
        _dateFormat = settings.DateFormat;
        _separator = string.IsNullOrEmpty(settings.ValueSeparator) ? null : [settings.ValueSeparator!];
    }

    /// <summary>Puts a value that is not blank in its place; what is wrong with it, or null.</summary>
    /// <param name="place">The place.</param>
    /// <param name="value">The value as it came in.</param>
    /// <param name="text">It as text, without blanks around it.</param>
    /// <param name="draft">The contact.</param>
    public RowProblem? Take(ColumnPlace place, object value, string text, ImportDraft draft)
    {
        switch (place.Kind)
        {
            case PlaceKind.Email:
                draft.Email = text;
                return null;
            case PlaceKind.Birthday:
                return TakeBirthday(place, value, draft);
            case PlaceKind.Month or PlaceKind.Day:
                return TakeNumber(place, text, place.Kind == PlaceKind.Month ? 12 : 31, draft);
            case PlaceKind.Date:
                return Set(place, DateText.ToDay(value, _dateFormat), value, draft);
            case PlaceKind.Sms:
                return TakeSms(place, text, draft);
            case PlaceKind.Custom:
                return TakeCustom(place, place.Field!, value, text, draft);
            default:
                return Set(place, text, draft);
        }
    }

    private RowProblem? TakeBirthday(ColumnPlace place, object value, ImportDraft draft)
    {
        if (DateText.ToDay(value, _dateFormat) is not string day)
            return NoDate(place, value);
        if (day.Length == 0)
            return null;
        draft.Set(Headings.BirthdayMonth, day.Substring(5, 2).TrimStart('0'));
        draft.Set(Headings.BirthdayDay, day.Substring(8, 2).TrimStart('0'));
        return null;
    }

    private static RowProblem? TakeNumber(ColumnPlace place, string text, int most, ImportDraft draft)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1 || number > most)
            return Invalid(place, ConstantContactTexts.NotBetween(place.Column, most));
        draft.Set(place.Key, number.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    // A number of the United States: ten digits, however they are grouped.
    private static RowProblem? TakeSms(ColumnPlace place, string text, ImportDraft draft)
    {
        string digits = new(text.Where(char.IsDigit).ToArray());
        if (digits.Length == SmsDigits + 1 && digits[0] == '1')
            digits = digits.Substring(1);
        if (digits.Length != SmsDigits || text.Any(c => !char.IsDigit(c) && " +-().".IndexOf(c) < 0))
            return Invalid(place, ConstantContactTexts.SmsInvalid(place.Column));
        draft.Set(place.Key, digits);
        return null;
    }

    private RowProblem? TakeCustom(ColumnPlace place, CustomField field, object value, string text, ImportDraft draft)
    {
        switch (field.Type)
        {
            case "date":
                return Set(place, DateText.ToDay(value, _dateFormat), value, draft);
            case "datetime":
                return Set(place, DateText.ToMoment(value, _dateFormat), value, draft);
            case "number" or "currency":
                return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
                    ? Set(place, number.ToString(CultureInfo.InvariantCulture), draft)
                    : Invalid(place, ConstantContactTexts.NotNumber(place.Column, field.Label));
            case "boolean":
                return OptOutText.Read(text) is bool flag ? Set(place, flag ? "true" : "false", draft) : Invalid(place, ConstantContactTexts.NotBoolean(place.Column, field.Label));
            case "single_select" when field.Choices.Count > 0:
                return field.FindChoice(text) is string choice ? Set(place, choice, draft) : NoChoice(place, field, text);
            case "multi_select" when field.Choices.Count > 0:
                return TakeChoices(place, field, text, draft);
            default:
                return Set(place, text, draft);
        }
    }

    private RowProblem? TakeChoices(ColumnPlace place, CustomField field, string text, ImportDraft draft)
    {
        string[] parts = field.FindChoice(text) is not null ? [text] : _separator is null ? text.Split(s_separators) : text.Split(_separator, StringSplitOptions.None);
        List<string> choices = [];
        foreach (string part in parts.Where(part => !TextRules.IsBlank(part)))
        {
            if (field.FindChoice(part) is not string choice)
                return NoChoice(place, field, part);
            choices.Add(choice);
        }

        return Set(place, string.Join(ChoiceSeparator, choices), draft);
    }

    private RowProblem? Set(ColumnPlace place, string? shaped, object value, ImportDraft draft) => shaped switch
    {
        null => NoDate(place, value),
        "" => null,
        _ => Set(place, shaped, draft),
    };

    private static RowProblem? Set(ColumnPlace place, string text, ImportDraft draft)
    {
        if (text.Length > place.MaxLength)
            return new RowProblem(RowReason.ValueTooLong, ConstantContactTexts.TooLong(place.Column, text.Length, place.MaxLength), place.Column);
        draft.Set(place.Key, text);
        return null;
    }

    private RowProblem NoDate(ColumnPlace place, object value) =>
        new(RowReason.DateInvalid, DateText.IsNoSuchDay(value, _dateFormat) ? Texts.NoSuchDay(place.Column) : Texts.DateInvalid(place.Column, _dateFormat), place.Column);

    private static RowProblem NoChoice(ColumnPlace place, CustomField field, string text) =>
        new(RowReason.OptionUnknown, Texts.OptionUnknown(place.Column, field.Label, NearestName.Find(text, field.Choices)), place.Column);

    private static RowProblem Invalid(ColumnPlace place, string text) => new(RowReason.ValueInvalid, text, place.Column);
}
