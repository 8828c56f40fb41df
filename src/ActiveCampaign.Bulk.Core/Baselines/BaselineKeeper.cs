using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Baselines;

/// <summary>Keeps what later runs compare with when an activity is removed, and erases people from it.</summary>
internal static class BaselineKeeper
{
    /// <summary>
    /// Keeps the digests of an activity whose journal is about to go, where later runs may ask for them. Nobody reads
    /// baselines until what it returns is disposed.
    /// </summary>
    internal static IDisposable? Keep(string activityFolder, CancellationToken token = default)
    {
        if (JournalReader.TryReadHeader(activityFolder) is not ActivityHeader { Kind: ActivityKinds.Import } header)
            return null;
        string hostFolder = Path.GetDirectoryName(activityFolder)!;
        BaselineFolder files = new(hostFolder, header.Name);
        if (!files.Exists && !IsCompared(activityFolder, header))
            return null;
        FileStream held = BaselineFolder.Hold(hostFolder, token);
        try
        {
            BaselineReader reader = ReaderOf(activityFolder, header);
            List<string> later = reader.Later(files, header.Name, BaselineFile.Read(files.Base));
            if (later.Contains(header.Id))
                Write(files, reader.Of(files, header.Id, reader.Next(files, header.Name, header.Id)), header.Id);
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Forgets what the imports of a name have confirmed so far: the next one that compares has nothing to compare with.
    /// </summary>
    /// <param name="store">Where journals lie.</param>
    /// <param name="hostFolder">The folder of the account's journals.</param>
    /// <param name="name">The name.</param>
    /// <param name="writes">Whether it is done, and not only looked whether there is anything.</param>
    /// <param name="token">Ends the waiting for others.</param>
    public static bool Drop(JournalStore store, string hostFolder, string name, bool writes, CancellationToken token)
    {
        BaselineFolder files = new(hostFolder, name);
        BaselineReader reader = new(store, Path.GetFileName(hostFolder));
        if (!files.Exists && !reader.Activities(name).Any())
            return false;
        if (!writes)
            return true;
        using FileStream held = BaselineFolder.Hold(hostFolder, token);
        IReadOnlyList<string> known = reader.Known(files, name);
        string through = known.Append(BaselineFile.Read(files.Base).Through).OrderBy(id => id, StringComparer.Ordinal).Last();
        new BaselineFile(through, []) { Folded = known }.Write(files.Base);
        foreach (string id in files.Removed.ToList())
            File.Delete(files.OfRemoved(id));
        return true;
    }

    /// <summary>How many records of people the baselines of an account hold.</summary>
    /// <param name="hostFolder">The folder of the account's journals.</param>
    /// <param name="addresses">Their addresses; the case does not matter.</param>
    public static int Count(string hostFolder, IReadOnlyCollection<string> addresses) => Erase(hostFolder, addresses, writes: false, default);

    /// <summary>Erases people from the baselines of an account: their next rows count as changed. Returns how many records went.</summary>
    /// <param name="hostFolder">The folder of the account's journals.</param>
    /// <param name="addresses">Their addresses; the case does not matter.</param>
    /// <param name="token">Ends the waiting for others.</param>
    public static int Erase(string hostFolder, IReadOnlyCollection<string> addresses, CancellationToken token = default) => Erase(hostFolder, addresses, writes: true, token);

    private static int Erase(string hostFolder, IReadOnlyCollection<string> addresses, bool writes, CancellationToken token)
    {
        if (!BaselineFolder.All(hostFolder).Any())
            return 0;
        AddressMatch match = new(JournalStore.KeyIn(hostFolder), addresses);
        using FileStream held = BaselineFolder.Hold(hostFolder, token);
        int count = 0;
        foreach (string path in BaselineFolder.All(hostFolder))
        {
            BaselineFile file = BaselineFile.Read(path);
            int gone = match.Digests.Count(address => file.Rows.Remove(address) | file.Late.Remove(address));
            if (gone > 0 && writes)
                file.Write(path);
            count += gone;
        }

        return count;
    }

    private static void Write(BaselineFolder files, ActivityDigests digests, string id) =>
        new BaselineFile(id, digests.Rows.ToDictionary(row => row.Key, row => row.Value)) { Late = digests.Late.ToDictionary(row => row.Key, row => row.Value) }.Write(files.OfRemoved(id));

    // Other activities of the name may compare, and what they compare with is not only their own. What an earlier one
    // says must not come to count again, whoever compares later.
    private static bool IsCompared(string activityFolder, ActivityHeader header) => ReaderOf(activityFolder, header).Activities(header.Name)
        .Any(folder => string.CompareOrdinal(Path.GetFileName(folder), header.Id) < 0 || Compares(JournalReader.TryReadHeader(folder)!));

    private static bool Compares(ActivityHeader header) => header.Settings.TryGetValue("comparedTo", out string? to) && to is not null;

    private static BaselineReader ReaderOf(string activityFolder, ActivityHeader header) => new(JournalStore.OfFolder(activityFolder), header.Host);
}
