using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Import;

/// <summary>Sorts rows into good ones and the two kinds that the service counts without naming them.</summary>
internal sealed class RowChecker
{
    private const int MaxCustomFields = 25;
    private const int SmsDigits = 10;
    private static readonly char[] s_notInAddresses = [' ', '\t', '\r', '\n', ',', ';', '<', '>', '(', ')', '[', ']', '"'];
    private readonly ServiceState _state;
    private readonly bool _smsIsExplicit;

    public RowChecker(ServiceState state, bool smsIsExplicit)
    {
        _state = state;
        _smsIsExplicit = smsIsExplicit;
    }

    public RowClass Check(PersonRow row)
    {
        if (row.Email is null && row.SmsNumber is null)
            return RowClass.Correctable;
        if (IsTooLong(row))
            return RowClass.Wrong;
        if (row.Email is not null && !IsAddress(row.Email))
            return RowClass.Correctable;
        if (!HasGoodBirthday(row) || !HasGoodDate(row, "anniversary"))
            return RowClass.Correctable;
        return HasGoodSms(row) && HasGoodCustomFields(row) ? RowClass.Good : RowClass.Wrong;
    }

    private static bool IsTooLong(PersonRow row) => row.Email?.Length > RowProperties.MaxLength("email")
        || row.Values.Any(pair => pair.Value.Length > RowProperties.MaxLength(pair.Key) && !IsChecked(pair.Key))
        || row.Custom.Any(pair => pair.Value.Length > RowProperties.MaxCustomLength);

    // These have a check of their own, which says more than their length does.
    private static bool IsChecked(string property) => property is "birthday_month" or "birthday_day" or "anniversary" or "sms_consent_date";

    private static bool IsAddress(string email)
    {
        int at = email.IndexOf('@');
        int dot = email.LastIndexOf('.');
        return at > 0 && at == email.LastIndexOf('@') && dot > at + 1 && dot < email.Length - 2
            && email.IndexOf("..", StringComparison.Ordinal) < 0 && email.IndexOfAny(s_notInAddresses, 0) < 0;
    }

    private static bool HasGoodBirthday(PersonRow row)
    {
        string? month = Value(row, "birthday_month");
        string? day = Value(row, "birthday_day");
        if (month is null && day is null)
            return true;
        return Number(month) is >= 1 and <= 12 and int m && Number(day) is int d && d >= 1 && d <= DateTime.DaysInMonth(2000, m);
    }

    private static bool HasGoodDate(PersonRow row, string property) =>
        Value(row, property) is not { } text || DateText.Normalize(text) is not null;

    private bool HasGoodSms(PersonRow row)
    {
        if (row.SmsNumber is not { } number)
            return true;
        return number.Length <= RowProperties.MaxLength("sms_number") && number.All(c => c is '-' || (c >= '0' && c <= '9'))
            && number.Count(char.IsDigit) == SmsDigits && HasGoodDate(row, "sms_consent_date")
            && (!_smsIsExplicit || Value(row, "sms_consent_date") is not null);
    }

    private bool HasGoodCustomFields(PersonRow row)
    {
        if (row.Custom.Count == 0)
            return true;
        HashSet<Guid> ids = new(Target(row)?.Fields.Keys ?? Enumerable.Empty<Guid>());
        foreach (KeyValuePair<string, string> pair in row.Custom)
        {
            if (_state.Definitions.Field(pair.Key) is not { } field)
                continue;
            ids.Add(field.Id);
            if (_state.Rules.BadFieldValue == BadFieldValue.FailContact && CustomValue.Shape(field, pair.Value) is null)
                return false;
        }

        return ids.Count <= MaxCustomFields;
    }

    private Person? Target(PersonRow row) => row.Email is not null ? _state.People.Find(row.Email) : _state.People.FindBySms(row.SmsNumber!);

    private static string? Value(PersonRow row, string property) => row.Values.FindLast(pair => pair.Key == property).Value;

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
