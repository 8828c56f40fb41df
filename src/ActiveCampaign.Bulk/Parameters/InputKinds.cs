using System;
using System.Collections;
using System.Collections.Generic;
using System.Data;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// Tells the kinds of objects apart that may name a contact. Those of another process, and a selection of an object's
/// members, have their type left as a name alone.
/// </summary>
internal static class InputKinds
{
    // Piped in by mistake they would stand for strangers who happen to have their ids.
    private static readonly string[] s_others = [typeof(ACList).FullName!, typeof(ACTag).FullName!, typeof(ACField).FullName!, typeof(CCList).FullName!, typeof(CCTag).FullName!, typeof(CCField).FullName!];

    // Ids of one account are those of strangers in another.
    private static readonly string[] s_ours = [typeof(ACContact).FullName!, typeof(ACContactResult).FullName!, typeof(CCContact).FullName!];

    private static readonly string[] s_rows =
        [typeof(PSCustomObject).FullName!, typeof(Hashtable).FullName!, typeof(System.Collections.Specialized.OrderedDictionary).FullName!, typeof(DataRow).FullName!];

    private static readonly string[] s_copies = ["Selected.", "Deserialized.", "CSV:"];

    /// <summary>Whether it is a contact of ours, or what became of one.</summary>
    public static bool IsContact(PSObject input) => IsOneOf(s_ours, input);

    /// <summary>Whether it is one of our objects that have ids of their own.</summary>
    public static bool IsOther(PSObject input) => IsOneOf(s_others, input);

    /// <summary>Whether it is a copy of an object that is neither a row nor a contact: its id, if it has one, is no contact's.</summary>
    public static bool IsForeign(PSObject input) =>
        !IsContact(input) && input.TypeNames.Count > 0 && OriginalOf(input.TypeNames[0]) is string original && !s_rows.Contains(original)
        && !input.TypeNames.Any(name => OriginalOf(name) == typeof(PSCustomObject).FullName);

    /// <summary>The cells of a row or of one of our contacts; null for every other object.</summary>
    public static IEnumerable<KeyValuePair<string, object?>>? CellsOf(PSObject input) => input.BaseObject switch
    {
        PSCustomObject or ACContact or ACContactResult or CCContact => input.Properties.Select(property => Cell(property.Name, property.Value)),
        IDictionary map => map.Keys.Cast<object>().Select(key => Cell(key.ToString() ?? string.Empty, map[key])),
        DataRow row => row.Table.Columns.Cast<DataColumn>().Select(column => Cell(column.ColumnName, row[column])),
        IDataRecord record => Enumerable.Range(0, record.FieldCount).Select(index => Cell(record.GetName(index), record.GetValue(index))),
        _ => null,
    };

    /// <summary>A value without what PowerShell wraps it in; null also for what an expression without output leaves.</summary>
    public static object? Plain(object? value) =>
        ReferenceEquals(value, AutomationNull.Value) ? null : value is PSObject wrapped ? wrapped.BaseObject : value;

    private static KeyValuePair<string, object?> Cell(string name, object? value) => new(name, Plain(value));

    private static string? OriginalOf(string type) =>
        Array.Find(s_copies, copy => type.StartsWith(copy, StringComparison.OrdinalIgnoreCase)) is string prefix ? type.Substring(prefix.Length) : null;

    private static bool IsOneOf(string[] types, PSObject input) =>
        input.TypeNames.Any(name => Array.Exists(types, type => name.EndsWith(type, StringComparison.Ordinal)));
}
