using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Catalog;

namespace ActiveCampaign.Bulk.Core.Calls;

/// <summary>A backup as JSON lines: a contact each, tags and lists as arrays.</summary>
internal sealed class JsonBackupFile : BackupFile
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<FieldDefinition> _fields;

    public JsonBackupFile(string path, IReadOnlyList<FieldDefinition> fields)
        : base(path)
    {
        _fields = fields;
    }

    protected override string Header => string.Empty;

    protected override long FindEnd(Stream file)
    {
        byte[] buffer = new byte[64 * 1024];
        long end = 0;
        long offset = 0;
        file.Seek(0, SeekOrigin.Begin);
        for (int read = file.Read(buffer, 0, buffer.Length); read > 0; read = file.Read(buffer, 0, buffer.Length))
        {
            int last = System.Array.LastIndexOf(buffer, (byte)'\n', read - 1, read);
            end = last < 0 ? end : offset + last + 1;
            offset += read;
        }

        return end;
    }

    protected override void Append(StringBuilder text, BackupContact contact)
    {
        using MemoryStream line = new();
        using (Utf8JsonWriter writer = new(line, s_options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", contact.Id);
            writer.WriteString("email", contact.Email);
            writer.WriteString("first_name", contact.FirstName);
            writer.WriteString("last_name", contact.LastName);
            writer.WriteString("phone", contact.Phone);
            foreach (FieldDefinition field in _fields.Where(field => contact.Fields.ContainsKey(field.Id)))
                writer.WriteString(field.Title, contact.Fields[field.Id]);
            WriteNames(writer, "tags", contact.Tags);
            WriteNames(writer, "lists", contact.Lists);
            WriteNames(writer, "lists_unsubscribed", contact.UnsubscribedLists);
            writer.WriteEndObject();
        }

        text.Append(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length)).Append('\n');
    }

    private static void WriteNames(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
