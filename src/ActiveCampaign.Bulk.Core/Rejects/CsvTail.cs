using System.IO;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>Finds where the last whole record of a CSV file ends: a kill may leave half of one behind it.</summary>
internal static class CsvTail
{
    /// <summary>The offset behind the last newline that is not in a quoted cell; 0 when there is none.</summary>
    public static long FindEnd(Stream stream)
    {
        byte[] buffer = new byte[64 * 1024];
        bool quoted = false;
        long end = 0;
        long offset = 0;
        stream.Seek(0, SeekOrigin.Begin);
        for (int read = stream.Read(buffer, 0, buffer.Length); read > 0; read = stream.Read(buffer, 0, buffer.Length))
        {
            for (int i = 0; i < read; i++)
            {
                if (buffer[i] == '"')
                    quoted = !quoted;
                else if (buffer[i] == '\n' && !quoted)
                    end = offset + i + 1;
            }

            offset += read;
        }

        return end;
    }
}
