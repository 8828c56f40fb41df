using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Baselines;

/// <summary>Keeps what later runs compare with when an activity is removed, and erases people from it.</summary>
public static class BaselineKeeper
{
    /// <summary>
    /// Keeps the digests of an activity whose journal is about to go, where later runs may ask for them. Nobody reads
    /// baselines until what it returns is disposed.
    /// </summary>
    internal static IDisposable? Keep(string activityFolder)
    {
        if (JournalReader.TryReadHeader(activityFolder) is not ActivityHeader { Kind: ActivityKinds.Import } header)
            return null;
        string hostFolder = Path.GetDirectoryName(activityFolder)!;
        BaselineFolder files = new(hostFolder, header.Name);
        if (!files.Exists && !IsCompared(activityFolder, header))
            return null;
        FileStream held = BaselineFolder.Hold(hostFolder);
        try
        {
            if (string.CompareOrdinal(header.Id, BaselineFile.Read(files.Base).Through) > 0)
                new BaselineFile(header.Id, ReaderOf(activityFolder, header).Of(files, header.Id).Rows.ToDictionary(row => row.Key, row => row.Value)).Write(files.OfRemoved(header.Id));
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>How many records of people the baselines of an account hold.</summary>
    /// <param name="hostFolder">The folder of the account's journals.</param>
    /// <param name="addresses">Their addresses; the case does not matter.</param>
    public static int Count(string hostFolder, IReadOnlyCollection<string> addresses) => Erase(hostFolder, addresses, writes: false);

    /// <summary>Erases people from the baselines of an account: their next rows count as changed. Returns how many records went.</summary>
    /// <param name="hostFolder">The folder of the account's journals.</param>
    /// <param name="addresses">Their addresses; the case does not matter.</param>
    public static int Erase(string hostFolder, IReadOnlyCollection<string> addresses) => Erase(hostFolder, addresses, writes: true);

    private static int Erase(string hostFolder, IReadOnlyCollection<string> addresses, bool writes)
    {
        if (addresses is null)
            throw new ArgumentNullException(nameof(addresses));
        if (!BaselineFolder.All(hostFolder).Any())
            return 0;
        AddressMatch match = new(JournalStore.KeyIn(hostFolder), addresses);
        using FileStream held = BaselineFolder.Hold(hostFolder);
        int count = 0;
        foreach (string path in BaselineFolder.All(hostFolder))
        {
            BaselineFile file = BaselineFile.Read(path);
            int gone = match.Digests.Count(file.Rows.Remove);
            if (gone > 0 && writes)
                file.Write(path);
            count += gone;
        }

        return count;
    }

    // Other activities of the name may compare, and what they compare with is not only their own. What an earlier one
    // says must not come to count again, whoever compares later.
    private static bool IsCompared(string activityFolder, ActivityHeader header) => ReaderOf(activityFolder, header).Activities(header.Name)
        .Any(folder => string.CompareOrdinal(Path.GetFileName(folder), header.Id) < 0 || Compares(JournalReader.TryReadHeader(folder)!));

    private static bool Compares(ActivityHeader header) => header.Settings.TryGetValue("comparedTo", out string? to) && to is not null;

    private static BaselineReader ReaderOf(string activityFolder, ActivityHeader header) => new(JournalStore.OfFolder(activityFolder), header.Host);
}
