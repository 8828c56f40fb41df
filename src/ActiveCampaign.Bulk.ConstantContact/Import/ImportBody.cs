using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActiveCampaign.Bulk.ConstantContact.Mapping;
using ActiveCampaign.Bulk.Core.Batching;

namespace ActiveCampaign.Bulk.ConstantContact.Import;

/// <summary>A batch as the service takes it: a file with a line for each contact, in a form; or the JSON that it was written as.</summary>
internal static class ImportBody
{
    /// <summary>The name of the contacts in a batch.</summary>
    public const string ContactsKey = "import_data";

    private const string Explicit = "explicit";
    private const string Permission = "sms_permission_to_send";

    private static readonly byte[] s_consent = Encoding.UTF8.GetBytes($",\"{Permission}\":\"{Explicit}\"}}");

    private static readonly byte[] s_lineEnd = [(byte)'\r', (byte)'\n'];

    /// <summary>The keys that the contacts of a batch have, each once; the address first.</summary>
    public static List<string> KeysOf(JsonElement contacts)
    {
        List<string> keys = ["email"];
        HashSet<string> seen = new(keys, StringComparer.Ordinal);
        foreach (JsonElement contact in contacts.EnumerateArray())
        {
            foreach (JsonProperty member in contact.EnumerateObject())
            {
                if (member.Name != ImportRow.TagsKey && seen.Add(member.Name))
                    keys.Add(member.Name);
            }
        }

        return keys;
    }

    /// <summary>A batch as a file.</summary>
    /// <param name="contacts">The contacts.</param>
    /// <param name="keys">Their keys.</param>
    public static byte[] ToFile(JsonElement contacts, IReadOnlyList<string> keys)
    {
        using ByteBuffer file = new(1024 * 1024);
        AppendLine(file, keys);
        Dictionary<string, int> places = keys.Select((key, i) => (key, i)).ToDictionary(pair => pair.key, pair => pair.i, StringComparer.Ordinal);
        string?[] cells = new string?[keys.Count];
        foreach (JsonElement contact in contacts.EnumerateArray())
        {
            Array.Clear(cells, 0, cells.Length);
            foreach (JsonProperty member in contact.EnumerateObject().Where(member => member.Name != ImportRow.TagsKey))
                cells[places[member.Name]] = ImportRow.TextOf(member.Value);
            AppendLine(file, cells);
        }

        return file.Written.ToArray();
    }

    /// <summary>A file in a form, with the lists that it goes to.</summary>
    /// <param name="file">The file.</param>
    /// <param name="fileName">Its name, by which the service tells of it.</param>
    /// <param name="lists">Ids of lists.</param>
    /// <param name="hasConsent">Whether its contacts say when they consented to text messages.</param>
    /// <param name="boundary">What stands between the parts; nothing in the file is like it.</param>
    public static ArraySegment<byte> ToForm(byte[] file, string fileName, IReadOnlyList<string> lists, bool hasConsent, string boundary)
    {
        StringBuilder head = new();
        AppendField(head, boundary, "list_ids", string.Join(",", lists));
        if (hasConsent)
            AppendField(head, boundary, Permission, Explicit);
        head.Append("--").Append(boundary).Append("\r\nContent-Disposition: form-data; name=\"file\"; filename=\"").Append(fileName).Append("\"\r\nContent-Type: text/csv\r\n\r\n");
        byte[] before = Encoding.UTF8.GetBytes(head.ToString());
        byte[] after = Encoding.UTF8.GetBytes("\r\n--" + boundary + "--\r\n");
        byte[] form = new byte[before.Length + file.Length + after.Length];
        before.CopyTo(form, 0);
        file.CopyTo(form, before.Length);
        after.CopyTo(form, before.Length + file.Length);
        return new ArraySegment<byte>(form);
    }

    /// <summary>The JSON of a batch without tags, which no import takes.</summary>
    public static ArraySegment<byte> WithoutTags(ArraySegment<byte> body, JsonElement whole, JsonElement contacts)
    {
        if (!contacts.EnumerateArray().Any(contact => contact.TryGetProperty(ImportRow.TagsKey, out _)))
            return body;
        using ByteBuffer rest = new(body.Count);
        using (Utf8JsonWriter writer = new(rest, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            foreach (JsonProperty part in whole.EnumerateObject())
            {
                writer.WritePropertyName(part.Name);
                if (part.Name == ContactsKey)
                    WriteWithoutTags(writer, contacts);
                else
                    part.Value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return new ArraySegment<byte>(rest.Written.ToArray());
    }

    /// <summary>The JSON of a batch, which says in the end that its contacts consented to text messages.</summary>
    public static ArraySegment<byte> WithConsent(ArraySegment<byte> body)
    {
        byte[] whole = new byte[body.Count - 1 + s_consent.Length];
        Buffer.BlockCopy(body.Array!, body.Offset, whole, 0, body.Count - 1);
        s_consent.CopyTo(whole, body.Count - 1);
        return new ArraySegment<byte>(whole);
    }

    private static void WriteWithoutTags(Utf8JsonWriter writer, JsonElement contacts)
    {
        writer.WriteStartArray();
        foreach (JsonElement contact in contacts.EnumerateArray())
        {
            writer.WriteStartObject();
            foreach (JsonProperty member in contact.EnumerateObject().Where(member => member.Name != ImportRow.TagsKey))
                member.WriteTo(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void AppendLine(ByteBuffer file, IReadOnlyList<string?> cells)
    {
        for (int i = 0; i < cells.Count; i++)
        {
            if (i > 0)
                file.Append((byte)',');
            if (cells[i] is { Length: > 0 } cell)
                CsvCell.Append(file, cell);
        }

        file.Append(s_lineEnd);
    }

    private static void AppendField(StringBuilder form, string boundary, string name, string value) =>
        form.Append("--").Append(boundary).Append("\r\nContent-Disposition: form-data; name=\"").Append(name).Append("\"\r\n\r\n").Append(value).Append("\r\n");
}
