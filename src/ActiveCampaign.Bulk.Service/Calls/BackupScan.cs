using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>What is in a file that a backup is to be added to.</summary>
/// <param name="IsOurs">Whether all of it is a backup of the same account with the same columns; nothing is one too.</param>
/// <param name="End">Where its last whole contact ends; what a kill has left behind that was not deleted.</param>
/// <param name="Places">Where each contact stands.</param>
internal sealed record BackupScan(bool IsOurs, long End, Dictionary<int, (long Offset, int Length)> Places)
{
    private static readonly BackupScan s_foreign = new(false, 0, []);

    public static BackupScan Read(Stream file, BackupForm form)
    {
        byte[] header = Encoding.UTF8.GetBytes(form.Header);
        file.Seek(0, SeekOrigin.Begin);
        byte[] begin = new byte[header.Length];
        int read = file.Read(begin, 0, begin.Length);
        if (!begin.Take(read).SequenceEqual(header.Take(read)))
            return s_foreign;
        Dictionary<int, (long, int)> places = [];
        if (read < header.Length || file.Length == 0)
            return new BackupScan(true, 0, places);

        long end = header.Length;
        using MemoryStream rest = new();
        foreach (byte[] record in Records(file, form.IsCsv, rest))
        {
            if (form.IdOf(Encoding.UTF8.GetString(record)) is not int id)
                return s_foreign;
            places[id] = (end, record.Length);
            end += record.Length;
        }

        // A file of a single line without its end may be anybody's.
        string torn = Encoding.UTF8.GetString(rest.ToArray());
        bool isOurs = torn.Length == 0 || (form.IsTorn(torn) && (form.IsCsv || places.Count > 0));
        return isOurs ? new BackupScan(true, end, places) : s_foreign;
    }

    // A line that ends within quotes goes on: cells of CSV may hold newlines, texts of JSON do not.
    private static IEnumerable<byte[]> Records(Stream file, bool hasQuotes, MemoryStream record)
    {
        byte[] buffer = new byte[64 * 1024];
        bool isQuoted = false;
        for (int read = file.Read(buffer, 0, buffer.Length); read > 0; read = file.Read(buffer, 0, buffer.Length))
        {
            for (int i = 0; i < read; i++)
            {
                record.WriteByte(buffer[i]);
                isQuoted ^= hasQuotes && buffer[i] == '"';
                if (buffer[i] != '\n' || isQuoted)
                    continue;
                yield return record.ToArray();
                record.SetLength(0);
            }
        }
    }
}
