using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Mapping;

/// <summary>A contact as the importer takes it. Its names are snake_case here and camelCase on every other route.</summary>
internal static class ContactJson
{
    /// <summary>The member with the account's name, which only the importer knows.</summary>
    private const string Account = "customer_acct_name";

    private static readonly JsonEncodedText s_email = JsonEncodedText.Encode("email");
    private static readonly JsonEncodedText s_firstName = JsonEncodedText.Encode("first_name");
    private static readonly JsonEncodedText s_lastName = JsonEncodedText.Encode("last_name");
    private static readonly JsonEncodedText s_phone = JsonEncodedText.Encode("phone");
    private static readonly JsonEncodedText s_account = JsonEncodedText.Encode(Account);
    private static readonly JsonEncodedText s_tags = JsonEncodedText.Encode("tags");
    private static readonly JsonEncodedText s_fields = JsonEncodedText.Encode("fields");
    private static readonly JsonEncodedText s_id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText s_value = JsonEncodedText.Encode("value");
    private static readonly JsonEncodedText s_subscribe = JsonEncodedText.Encode("subscribe");
    private static readonly JsonEncodedText s_unsubscribe = JsonEncodedText.Encode("unsubscribe");
    private static readonly JsonEncodedText s_listId = JsonEncodedText.Encode("listid");

    /// <summary>Whether a contact names an account.</summary>
    public static bool HasAccount(ReadOnlyMemory<byte> contact)
    {
        using JsonDocument document = JsonDocument.Parse(contact);
        return document.RootElement.TryGetProperty(Account, out _);
    }

    /// <summary>One contact as an object.</summary>
    public static byte[] ToBytes(ContactRow contact)
    {
        using ByteBuffer buffer = new(256);
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, contact);
        return buffer.Written.ToArray();
    }

    /// <summary>Writes one contact as an object; members that are null are left out and so kept by the service.</summary>
    public static void Write(Utf8JsonWriter writer, ContactRow contact)
    {
        writer.WriteStartObject();
        writer.WriteString(s_email, contact.Email);
        WriteText(writer, s_firstName, contact.FirstName);
        WriteText(writer, s_lastName, contact.LastName);
        WriteText(writer, s_phone, contact.Phone);
        WriteText(writer, s_account, contact.Account);
        WriteTags(writer, contact.Tags);
        WriteFields(writer, contact.Fields);
        WriteLists(writer, s_subscribe, contact.Subscribe);
        WriteLists(writer, s_unsubscribe, contact.Unsubscribe);
        writer.WriteEndObject();
    }

    /// <summary>Reads back what <see cref="Write"/> wrote; somebody who was erased since has no address any more.</summary>
    internal static ContactRow Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return new ContactRow
        {
            Email = WireText.Read(root, "email") ?? string.Empty,
            FirstName = WireText.Read(root, "first_name"),
            LastName = WireText.Read(root, "last_name"),
            Phone = WireText.Read(root, "phone"),
            Account = WireText.Read(root, Account),
            Fields = Items(root, "fields").Select(field => new FieldValue(field.GetProperty("id").GetInt32(), field.GetProperty("value").GetString()!)).ToList(),
            Tags = Items(root, "tags").Select(tag => tag.GetString()!).ToList(),
            Subscribe = Items(root, "subscribe").Select(list => list.GetProperty("listid").GetInt32()).ToList(),
            Unsubscribe = Items(root, "unsubscribe").Select(list => list.GetProperty("listid").GetInt32()).ToList(),
        };
    }

    private static IEnumerable<JsonElement> Items(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement items) ? items.EnumerateArray() : [];

    private static void WriteText(Utf8JsonWriter writer, JsonEncodedText name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    private static void WriteTags(Utf8JsonWriter writer, IReadOnlyList<string> tags)
    {
        if (tags.Count == 0)
            return;
        writer.WriteStartArray(s_tags);
        foreach (string tag in tags)
            writer.WriteStringValue(tag);
        writer.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter writer, IReadOnlyList<FieldValue> fields)
    {
        if (fields.Count == 0)
            return;
        writer.WriteStartArray(s_fields);
        foreach (FieldValue field in fields)
        {
            writer.WriteStartObject();
            writer.WriteNumber(s_id, field.Id);
            writer.WriteString(s_value, field.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteLists(Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<int> lists)
    {
        if (lists.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (int list in lists)
        {
            writer.WriteStartObject();
            writer.WriteNumber(s_listId, list);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
