using System.IO;
using System.Linq;
using System.Text;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>Finds where the last whole record of a CSV file ends: a kill may leave half of one behind it.</summary>
internal static class CsvTail
{
    /// <summary>The offset behind the last newline that is not in a quoted cell; 0 when there is none.</summary>
    public static long FindEnd(Stream stream, Encoding? encoding = null)
    {
        byte[] newline = (encoding ?? Encoding.UTF8).GetBytes("\n");
        byte[] quote = (encoding ?? Encoding.UTF8).GetBytes("\"");
        byte[] buffer = new byte[64 * 1024];
        bool quoted = false;
        long end = 0;
        long offset = 0;
        stream.Seek(0, SeekOrigin.Begin);
        for (int read = Fill(stream, buffer); read >= newline.Length; read = Fill(stream, buffer))
        {
            for (int i = 0; i + newline.Length <= read; i += newline.Length)
            {
                if (Is(buffer, i, quote))
                    quoted = !quoted;
                else if (!quoted && Is(buffer, i, newline))
                    end = offset + i + newline.Length;
            }

            offset += read;
        }

        return end;
    }

    // Whole characters, since the buffer's length is a multiple of each encoding's.
    private static int Fill(Stream stream, byte[] buffer)
    {
        int filled = 0;
        for (int read = -1; read != 0 && filled < buffer.Length; filled += read)
            read = stream.Read(buffer, filled, buffer.Length - filled);
        return filled;
    }

    private static bool Is(byte[] buffer, int start, byte[] character) =>
        character.Length == 1 ? buffer[start] == character[0] : character.Select((b, i) => buffer[start + i] == b).All(same => same);
}
