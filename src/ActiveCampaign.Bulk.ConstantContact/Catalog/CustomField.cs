using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Names;

namespace ActiveCampaign.Bulk.ConstantContact.Catalog;

/// <summary>A custom field of the account.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name that imports call it by: the label, with underscores for blanks. It follows a label that is changed.</param>
/// <param name="Label">The name that people see.</param>
/// <param name="Type">What it holds, in the service's word.</param>
/// <param name="Choices">What may be chosen, where it holds a choice.</param>
internal sealed record CustomField(string Id, string Name, string Label, string Type, IReadOnlyList<string> Choices)
{
    private static readonly string[] s_choiceNames = ["choice_label", "label", "choice_value", "value", "name"];

    /// <summary>What an import calls its column.</summary>
    public string Column => Prefix + Name;

    /// <summary>What the names of such columns begin with.</summary>
    public const string Prefix = "cf:";

    /// <summary>Reads one.</summary>
    public static CustomField Read(JsonElement item)
    {
        string name = JsonParts.Text(item, "name") ?? string.Empty;
        return new CustomField(
            item.GetProperty("custom_field_id").GetString()!, name, JsonParts.Text(item, "label") ?? name, JsonParts.Text(item, "type") ?? "string", JsonParts.Items(item, "choices").Select(Choice).OfType<string>().ToList());
    }

    /// <summary>One as it was noted.</summary>
    public static CustomField Of(KnownName known) => new(known.Id, known.More.ElementAtOrDefault(0) ?? known.Name, known.Name, known.More.ElementAtOrDefault(1) ?? string.Empty, []);

    /// <summary>What is noted of it.</summary>
    public KnownName ToKnown() => new(Id, Label, [Name, Type]);

    /// <summary>The choice of a text, as the account spells it; null where it is none.</summary>
    public string? FindChoice(string text) =>
        Choices.FirstOrDefault(choice => string.Equals(choice, text, StringComparison.Ordinal)) ?? Choices.FirstOrDefault(choice => string.Equals(choice.Trim(), text.Trim(), StringComparison.OrdinalIgnoreCase));

    private static string? Choice(JsonElement choice) => choice.ValueKind == JsonValueKind.String ? choice.GetString() : s_choiceNames.Select(name => JsonParts.Text(choice, name)).FirstOrDefault(text => text is not null);
}
