using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActiveCampaign.Bulk.Service.Catalog;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>Writes a JSON object on each line: the id as a number, what can be several as an array, everything else as text.</summary>
internal sealed class JsonRowWriter : RowWriter
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public JsonRowWriter(ContactCells cells)
        : base(cells)
    {
    }

    public override string Header() => string.Empty;

    protected override void Append(StringBuilder lines, Contact contact)
    {
        using MemoryStream line = new();
        using (Utf8JsonWriter writer = new(line, s_options))
        {
            writer.WriteStartObject();
            foreach (ContactColumn column in Cells.Columns)
                Write(writer, contact, column);
            writer.WriteEndObject();
        }

        lines.Append(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length)).Append('\n');
    }

    private void Write(Utf8JsonWriter writer, Contact contact, ContactColumn column)
    {
        if (column.Kind == ContactColumnKind.Id)
        {
            writer.WriteNumber(column.Name, contact.Id);
            return;
        }

        if (!ContactCells.IsSeveral(column))
        {
            writer.WriteString(column.Name, Cells.Text(contact, column));
            return;
        }

        writer.WriteStartArray(column.Name);
        foreach (string value in Cells.Several(contact, column))
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
