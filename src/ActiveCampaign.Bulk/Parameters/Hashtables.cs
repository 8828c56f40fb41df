using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Reads hashtables that people write.</summary>
internal static class Hashtables
{
    public static IReadOnlyDictionary<string, string?> ToTexts(Hashtable table) =>
        table.Cast<DictionaryEntry>().ToDictionary(entry => Text(entry.Key) ?? string.Empty, entry => Text(entry.Value));

    public static IReadOnlyList<KeyValuePair<string, string>> ToPairs(Hashtable table) =>
        table.Cast<DictionaryEntry>().Select(entry => new KeyValuePair<string, string>(Text(entry.Key) ?? string.Empty, Text(entry.Value) ?? string.Empty)).ToList();

    private static string? Text(object? value) => System.Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;
}
