using System.IO;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>A kill may leave half a line at the end of a file.</summary>
internal static class JournalRepair
{
    /// <summary>Ends a torn last line, so that the next one stands by itself; readers pass over the torn one.</summary>
    public static void EndLastLine(FileStream appending)
    {
        if (appending.Length == 0)
            return;
        using FileStream reading = new(appending.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        reading.Seek(-1, SeekOrigin.End);
        if (reading.ReadByte() != '\n')
            appending.WriteByte((byte)'\n');
    }
}
