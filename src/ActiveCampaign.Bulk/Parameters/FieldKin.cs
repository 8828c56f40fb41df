using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.ConstantContact.Export;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Service.Export;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>What to create in one service for a custom field of the other: its type in the words of that service, and what may be chosen.</summary>
internal static class FieldKin
{
    private const int MaxChoices = 20;

    /// <summary>For the fields of a contact, by the names of their columns; null where they are the service's own.</summary>
    public static IReadOnlyDictionary<string, string>? Of(object contact, ServiceKind target) => contact switch
    {
        CCContact one when target == ServiceKind.ActiveCampaign => one.FieldColumns.ToDictionary(column => column.Name, InActiveCampaign),
        ACContact one when target == ServiceKind.ConstantContact => one.FieldColumns.ToDictionary(column => column.Name, InConstantContact),
        _ => null,
    };

    private static string InActiveCampaign(StoredColumn column) => column.Field!.Type switch
    {
        "date" => "date",
        "datetime" => "datetime",
        "text_area" => "textarea",
        "single_select" => WithChoices("dropdown", column.Field.Choices),
        "multi_select" => WithChoices("listbox", column.Field.Choices),
        _ => "text",
    };

    private static string InConstantContact(ContactColumn column) => column.Field!.Type.ToUpperInvariant() switch
    {
        "DATE" => "date",
        "DATETIME" => "datetime",
        "TEXTAREA" => "text_area",
        "DROPDOWN" or "RADIO" => WithChoices("single_select", column.Field.Options),
        "CHECKBOX" or "LISTBOX" => WithChoices("multi_select", column.Field.Options),
        _ => "string",
    };

    private static string WithChoices(string type, IReadOnlyList<string> choices)
    {
        if (choices.Count == 0)
            return type;
        string more = choices.Count > MaxChoices ? $" and {choices.Count - MaxChoices} more" : string.Empty;
        return $"{type}: {string.Join(", ", choices.Take(MaxChoices).Select(choice => PlainText.Of(choice)))}{more}";
    }
}
