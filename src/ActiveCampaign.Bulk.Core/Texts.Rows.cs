using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core;

/// <summary>What people read about single rows, their columns and values.</summary>
internal static partial class Texts
{
    public static string EmailMissing(string column) =>
        $"The cell '{column}' is blank: a contact is found by its address alone. Fill it in, or remove the row.";

    public static string EmailInvalid(string wrong) =>
        $"The address is not one the service accepts: {wrong}. Correct it.";

    public static string EncodingDamaged(string column) =>
        $"The cell '{column}' holds characters that were damaged when it was read, or control characters. Read the file with its real encoding: -Encoding, for example windows-1252; where that is right, take the characters out.";

    public static string DateInvalid(string column, string? format) => format is null
        ? $"The cell '{column}' is no ISO date (2026-01-31). Correct it, or give the format of the column: -DateFormat, for example dd.MM.yyyy."
        : $"The cell '{column}' is no date in the format '{format}'. Correct it, or change -DateFormat.";

    public static string NoSuchDay(string column) =>
        $"The cell '{column}' is a date that is in no calendar: its month has no such day. Correct it.";

    public static string DateFormatInvalid(string format, string? likely) =>
        $"-DateFormat '{format}' does not read a whole date (day, month as MM, year), or no whole time where it has hours (HH:mm), and nothing was sent. "
        + (likely is null ? "Give a .NET format, for example dd.MM.yyyy." : $"Likely it is: -DateFormat '{likely}'.");

    public static string ValueNotSingle(string column) =>
        $"The cell '{column}' holds several values, but what it leads to holds one. Join them before the import.";

    public static string NoSuchColumn(string parameter, string name, string? nearest) =>
        $"{parameter} names the column '{name}', which the input does not have." + (nearest is null ? " Check its spelling." : $" Did you mean '{nearest}'?");

    public static string DuplicateColumn(string first, string second, IReadOnlyDictionary<string, string?> map) =>
        $"The columns '{first}' and '{second}' lead to the same place. Leave one out: -ColumnMap {MapText(map)}";

    public static string DuplicateInRow(string first, string second) =>
        $"The row has the columns '{first}' and '{second}', which lead to the same place. Leave one out: -ColumnMap @{{ '{second}' = $null }}.";

    public static string OptOutUnclear(string column) =>
        $"The cell '{column}' does not say whether the contact has opted out, so the row is not sent. Write 1, true, yes or y where it has, and 0, false, no, n or nothing where it has not.";

    public static string MayNotBeMailed(string column) =>
        $"The column '{column}' says that this address may not be written to, and an import would let it be. It is not sent. Leave the row out; whoever has agreed again is brought in by a form of the account. "
        + $"Where the column means something else, leave it out: -ColumnMap {MapText(new Dictionary<string, string?> { [column.Trim()] = null })}";

    public static string OptionUnknown(string column, string field, string? nearest) =>
        $"The cell '{column}' holds a text that is no option of the field '{field}'."
        + (nearest is null ? string.Empty : $" The nearest option is '{nearest}'.") + " Correct it, or add the option in the account.";

    public const string RejectHint = " The rows come from a reject file: take over the settings of their activity with -SettingsFrom and the id in the column AC_ActivityId.";
}
