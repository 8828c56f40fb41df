using System.Collections.Generic;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Service.Wire;

/// <summary>The account's sums for one day: all imports of all programs.</summary>
/// <param name="Date">The day as the service writes it.</param>
/// <param name="Batches">Batches.</param>
/// <param name="Contacts">Contacts.</param>
/// <param name="IsOutstanding">True for batches not done yet, false for those done in the last seven days.</param>
internal sealed record DailySums(string Date, int Batches, int Contacts, bool IsOutstanding)
{
    /// <summary>Reads the importer's overview; its numbers are texts.</summary>
    public static IReadOnlyList<DailySums> Read(JsonElement root)
    {
        List<DailySums> sums = [];
        Collect(root, "outstanding", true, sums);
        Collect(root, "recentlyCompleted", false, sums);
        return sums;
    }

    private static void Collect(JsonElement root, string name, bool outstanding, List<DailySums> sums)
    {
        if (!root.TryGetProperty(name, out JsonElement days) || days.ValueKind != JsonValueKind.Array)
            return;
        foreach (JsonElement day in days.EnumerateArray())
        {
            sums.Add(new DailySums(
                WireText.Read(day, "forDate") ?? string.Empty,
                WireText.ReadInt(day, "batches") ?? 0,
                WireText.ReadInt(day, "contacts") ?? 0,
                outstanding));
        }
    }
}
