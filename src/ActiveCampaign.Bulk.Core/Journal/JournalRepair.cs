using System.IO;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>A kill may leave half a line at the end of a file.</summary>
internal static class JournalRepair
{
    /// <summary>Ends a torn last line of a journal, so that the next one stands by itself and nobody takes the torn one for damaged.</summary>
    public static void EndTornLine(FileStream appending)
    {
        if (!IsTorn(appending))
            return;
        byte[] end = [.. LineSum.Torn, (byte)'\n'];
        appending.Write(end, 0, end.Length);
    }

    /// <summary>Ends a torn last line of a text file.</summary>
    public static void EndLastLine(FileStream appending)
    {
        if (IsTorn(appending))
            appending.WriteByte((byte)'\n');
    }

    private static bool IsTorn(FileStream appending)
    {
        if (appending.Length == 0)
            return false;
        using FileStream reading = new(appending.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        reading.Seek(-1, SeekOrigin.End);
        return reading.ReadByte() != '\n';
    }
}
