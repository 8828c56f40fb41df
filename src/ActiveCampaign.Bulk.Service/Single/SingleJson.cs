using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Service.Mapping;

namespace ActiveCampaign.Bulk.Service.Single;

/// <summary>Bodies of the single routes: camelCase, each resource under its name.</summary>
internal static class SingleJson
{
    private const int Active = 1;
    private const int Unsubscribed = 2;
    private const int ApiSource = 4;

    public static byte[] Sync(ContactRow contact) => Build("contact", writer =>
    {
        writer.WriteString("email", contact.Email);
        WriteText(writer, "firstName", contact.FirstName);
        WriteText(writer, "lastName", contact.LastName);
        WriteText(writer, "phone", contact.Phone);
        if (contact.Fields.Count == 0)
            return;
        writer.WriteStartArray("fieldValues");
        foreach (FieldValue field in contact.Fields)
        {
            writer.WriteStartObject();
            writer.WriteString("field", field.Id.ToString(CultureInfo.InvariantCulture));
            writer.WriteString("value", field.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>The state of a contact on a list. Somebody who has left can be put back only as what an API client says.</summary>
    public static byte[] ListState(int contact, int list, bool subscribe, bool again = false) => Build("contactList", writer =>
    {
        writer.WriteNumber("list", list);
        writer.WriteNumber("contact", contact);
        writer.WriteNumber("status", subscribe ? Active : Unsubscribed);
        if (again)
            writer.WriteNumber("sourceid", ApiSource);
    });

    public static byte[] ContactTag(int contact, int tag) => Build("contactTag", writer =>
    {
        writer.WriteString("contact", contact.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("tag", tag.ToString(CultureInfo.InvariantCulture));
    });

    public static byte[] Tag(string name) => Build("tag", writer =>
    {
        // Without its type the tag is made but hidden from the screens of contact tags.
        writer.WriteString("tag", name);
        writer.WriteString("tagType", "contact");
        writer.WriteString("description", string.Empty);
    });

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    private static byte[] Build(string resource, Action<Utf8JsonWriter> write)
    {
        using ByteBuffer buffer = new(1024);
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteStartObject(resource);
            write(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.Written.ToArray();
    }
}
