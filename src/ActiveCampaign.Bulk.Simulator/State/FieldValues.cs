using System;
using System.Globalization;
using System.Linq;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>How values are checked against their field and shaped for keeping.</summary>
internal static class FieldValues
{
    private const string Separator = "||";
    private static readonly string[] s_dateFormats = ["yyyy-MM-dd"];

    public static bool Fits(FieldDefinition field, string value)
    {
        if (value.Length == 0)
            return true;
        if (field.HasOptions)
            return Parts(field, value).All(part => field.Options.Any(option => option.Value == part));
        return field.Type switch
        {
            FieldType.Date => System.DateTime.TryParseExact(
                value, s_dateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            FieldType.DateTime => TryParseMoment(value, out _),
            _ => true,
        };
    }

    /// <summary>Multiple values get their outer bars, moments go to the account's zone, the rest stays.</summary>
    public static string Shape(FieldDefinition field, string value, TimeSpan accountOffset)
    {
        if (value.Length == 0)
            return value;
        if (field.IsMultiple)
            return Separator + string.Join(Separator, Parts(field, value)) + Separator;
        if (field.Type == FieldType.DateTime && TryParseMoment(value, out DateTimeOffset moment))
            return Wire.WireFormat.Date(moment, accountOffset);
        return value;
    }

    private static string[] Parts(FieldDefinition field, string value) => field.IsMultiple
        ? value.Split([Separator], StringSplitOptions.RemoveEmptyEntries)
        : [value];

    private static bool TryParseMoment(string value, out DateTimeOffset moment) => DateTimeOffset.TryParse(
        value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);
}
