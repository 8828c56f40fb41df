using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.ConstantContact.Mapping;

/// <summary>
/// One row as a contact of an import: flat, and with nothing but what it has a value for, since an import erases nothing and
/// white space would overwrite.
/// </summary>
internal sealed class ImportRow : OutgoingRow
{
    /// <summary>The name of its tags, which the journal has and no import takes.</summary>
    public const string TagsKey = "tags";

    private const string EmailKey = "email";

    /// <summary>Its values by the import's names, without the address.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Values { get; init; }

    /// <summary>Tags that it gets once it is in, by id or, where they are new, by name.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What rows of its shape become.</summary>
    public required ImportLayout Layout { get; init; }

    /// <inheritdoc/>
    public override int? Weight => Layout.IsFile ? Layout.WeightOf(Email, Values) : null;

    /// <inheritdoc/>
    public override int FrameWeight => Layout.FrameWeight;

    /// <summary>Whether a contact may have these values together.</summary>
    public static bool Fits(IReadOnlyList<KeyValuePair<string, string>> values) =>
        values.Count(value => value.Key.EndsWith("phone", StringComparison.Ordinal) && !IsCustom(value.Key)) <= Headings.MaxPhones && values.Count(value => IsCustom(value.Key)) <= Headings.MaxCustom;

    /// <summary>The address in a row as it was written; empty where the person was erased since.</summary>
    public static string EmailOf(ReadOnlyMemory<byte> contact)
    {
        using JsonDocument document = JsonDocument.Parse(contact);
        return document.RootElement.TryGetProperty(EmailKey, out JsonElement email) ? email.GetString() ?? string.Empty : string.Empty;
    }

    /// <summary>The values in a row as it was written.</summary>
    public static List<KeyValuePair<string, string>> ValuesOf(JsonElement contact) => contact.EnumerateObject()
        .Where(member => member.Name is not (EmailKey or TagsKey))
        .Select(member => new KeyValuePair<string, string>(member.Name, TextOf(member.Value)))
        .ToList();

    /// <summary>The tags of a row as it was written.</summary>
    public static IReadOnlyList<string> TagsOf(JsonElement contact) =>
        contact.TryGetProperty(TagsKey, out JsonElement tags) ? tags.EnumerateArray().Select(tag => tag.GetString()!).ToList() : [];

    /// <summary>A value as text: months and days of birthdays are numbers.</summary>
    public static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString(EmailKey, Email);
        foreach (KeyValuePair<string, string> value in Values)
        {
            if (value.Key is Headings.BirthdayMonth or Headings.BirthdayDay)
                writer.WriteNumber(value.Key, int.Parse(value.Value, System.Globalization.CultureInfo.InvariantCulture));
            else
                writer.WriteString(value.Key, value.Value);
        }

        if (Tags.Count > 0)
        {
            writer.WriteStartArray(TagsKey);
            foreach (string tag in Tags)
                writer.WriteStringValue(tag);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>What the service would have made of both, one after the other: it changes what is there and leaves the rest.</summary>
    /// <param name="earlier">The earlier row, as it was written.</param>
    public override OutgoingRow? MergeOver(ReadOnlyMemory<byte> earlier)
    {
        using JsonDocument document = JsonDocument.Parse(earlier);
        List<KeyValuePair<string, string>> merged = ValuesOf(document.RootElement);
        foreach (KeyValuePair<string, string> value in Values)
        {
            int at = merged.FindIndex(known => known.Key == value.Key);
            if (at < 0)
                merged.Add(value);
            else
                merged[at] = value;
        }

        List<string> tags = TagsOf(document.RootElement).Union(Tags, StringComparer.Ordinal).ToList();
        return Fits(merged) && tags.Count <= Headings.MaxTags ? new ImportRow { Email = EmailOf(earlier), Values = merged, Tags = tags, Layout = Layout } : null;
    }

    private static bool IsCustom(string key) => key.StartsWith(CustomField.Prefix, StringComparison.Ordinal);
}
