using System.IO;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// Says of activities what they are and what is left of them. Journals are read whole for it, so that only a few small
/// ones are, which takes no time that anybody notices; of the others their first line tells.
/// </summary>
internal sealed class ActivityTips
{
    private const long MostBytes = 64 * 1024;

    private int _left = 5;

    /// <summary>The tip for the activity in a folder.</summary>
    public string Of(string folder, ActivityHeader header)
    {
        if (Affords(folder) && JournalReader.TryRead(folder) is ActivitySnapshot activity)
        {
            long left = activity.Pending + activity.Unknown + activity.NotSent;
            return $"{header.Name}: {(ACActivityState)(int)activity.State}, {activity.RowsRead:N0} rows, {(left == 0 ? "nothing left" : $"{left:N0} left")}";
        }

        return $"{header.Name}: {header.Kind} of {header.StartedAt.LocalDateTime:g}";
    }

    private bool Affords(string folder)
    {
        FileInfo journal = new(Path.Combine(folder, JournalFiles.Main));
        return journal.Exists && journal.Length <= MostBytes && _left-- > 0;
    }
}
