using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Service.Catalog;

/// <summary>A custom field of the account.</summary>
/// <param name="Id">Numeric id.</param>
/// <param name="Title">Name as the account shows it.</param>
/// <param name="PersTag">Personalization tag, without the percent signs.</param>
/// <param name="Type">The service's word for its type.</param>
/// <param name="Options">Option texts; empty where the field has none.</param>
internal sealed record FieldDefinition(int Id, string Title, string PersTag, string Type, IReadOnlyList<string> Options)
{
    private readonly Dictionary<string, string> _exact = Index(Options);

    /// <summary>How its values are shaped.</summary>
    public FieldKind Kind { get; } = Type.ToUpperInvariant() switch
    {
        "DATE" => FieldKind.Date,
        "DATETIME" => FieldKind.DateTime,
        "DROPDOWN" or "RADIO" => FieldKind.OneOption,
        "CHECKBOX" or "LISTBOX" => FieldKind.ManyOptions,
        _ => FieldKind.Text,
    };

    /// <summary>The option spelled as the account has it, or null when there is no such option.</summary>
    public string? FindOption(string text) =>
        _exact.Count == 0 ? text : _exact.TryGetValue(text, out string? exact) ? exact : null;

    private static Dictionary<string, string> Index(IReadOnlyList<string> options)
    {
        Dictionary<string, string> index = new(StringComparer.OrdinalIgnoreCase);
        foreach (string option in options)
        {
            if (!index.ContainsKey(option))
                index.Add(option, option);
        }

        return index;
    }
}
