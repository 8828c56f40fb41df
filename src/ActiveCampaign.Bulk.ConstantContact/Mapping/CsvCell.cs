using System.Text;
using ActiveCampaign.Bulk.Core.Batching;

namespace ActiveCampaign.Bulk.ConstantContact.Mapping;

/// <summary>A cell of an uploaded file, by RFC 4180 and in UTF-8.</summary>
internal static class CsvCell
{
    private static readonly char[] s_special = ['"', ',', '\r', '\n'];

    /// <summary>Bytes that it takes.</summary>
    public static int LengthOf(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        if (text.IndexOfAny(s_special) < 0)
            return length;
        foreach (char c in text)
        {
            if (c == '"')
                length++;
        }

        return length + 2;
    }

    /// <summary>Appends it.</summary>
    public static void Append(ByteBuffer file, string text)
    {
        if (text.IndexOfAny(s_special) < 0)
        {
            AppendText(file, text);
            return;
        }

        file.Append((byte)'"');
        AppendText(file, text.Replace("\"", "\"\""));
        file.Append((byte)'"');
    }

    private static void AppendText(ByteBuffer file, string text) => file.Append(Encoding.UTF8.GetBytes(text));
}
