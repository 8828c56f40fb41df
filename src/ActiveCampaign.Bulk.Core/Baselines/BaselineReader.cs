using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Baselines;

/// <summary>
/// Puts together what the imports of a name have confirmed. Nothing is written when a row is confirmed, since the
/// journals say it: the next run that compares starts from the base file, goes through the later activities in their
/// order, and folds those that are final into the base. A kill at any moment leaves files that say the same.
/// </summary>
internal sealed class BaselineReader
{
    private readonly JournalStore _store;
    private readonly string _host;
    private readonly string _hostFolder;

    public BaselineReader(JournalStore store, string host)
    {
        _store = store;
        _host = host;
        _hostFolder = Path.GetDirectoryName(store.LanesFolder(host))!;
    }

    /// <summary>All that activities of a name have confirmed.</summary>
    /// <param name="name">The name.</param>
    /// <param name="before">The activity that asks, where it is not a new one: what started with it or later does not count.</param>
    /// <param name="folds">Whether files may be written.</param>
    public IReadOnlyDictionary<ulong, ulong> ReadLast(string name, string? before, bool folds)
    {
        BaselineFolder files = new(_hostFolder, name);
        if (!files.Exists && !Activities(name).Any())
            return new Dictionary<ulong, ulong>();
        using FileStream held = BaselineFolder.Hold(_hostFolder);
        (string through, Dictionary<ulong, ulong> rows) = BaselineFile.Read(files.Base);
        string folded = through;
        bool isFinal = folds;
        foreach (string id in Later(files, name, through, before))
        {
            ActivityDigests digests = Of(files, id);
            if (isFinal && !digests.IsFinal)
            {
                Fold(files, through, folded, rows);
                isFinal = false;
            }

            Apply(rows, digests.Rows);
            folded = isFinal ? id : folded;
        }

        if (isFinal)
            Fold(files, through, folded, rows);
        return rows;
    }

    /// <summary>What one activity has confirmed, without addresses of which a later one of the name says anything else.</summary>
    /// <param name="activityId">The activity.</param>
    /// <param name="name">The name of the run that asks.</param>
    /// <param name="before">The activity that asks, where it is not a new one.</param>
    public IReadOnlyDictionary<ulong, ulong> ReadOf(string activityId, string name, string? before)
    {
        string nameThere = JournalReader.TryReadHeader(_store.FolderOf(_host, activityId))?.Name ?? name;
        BaselineFolder files = new(_hostFolder, nameThere);
        using FileStream held = BaselineFolder.Hold(_hostFolder);
        Dictionary<ulong, ulong> rows = [];
        Apply(rows, Of(files, activityId).Rows);
        foreach (string of in new[] { nameThere, name }.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            BaselineFolder others = new(_hostFolder, of);
            foreach (KeyValuePair<ulong, ulong> row in Later(others, of, activityId, before).SelectMany(id => Of(others, id).Rows))
            {
                if (rows.TryGetValue(row.Key, out ulong chain) && chain != row.Value)
                    rows.Remove(row.Key);
            }
        }

        return rows;
    }

    /// <summary>The imports of a name whose journals are there, oldest first.</summary>
    public IEnumerable<string> Activities(string name) => _store.Folders(_host).Where(folder =>
        JournalReader.TryReadHeader(folder) is ActivityHeader header && header.Kind == ActivityKinds.Import && string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase));

    // The journal of an activity may have gone on since its removal was begun, and a part of it may be gone.
    private ActivityDigests Of(BaselineFolder files, string id)
    {
        Dictionary<ulong, ulong> rows = BaselineFile.Read(files.OfRemoved(id)).Rows;
        string folder = _store.FolderOf(_host, id);
        if (!File.Exists(Path.Combine(folder, JournalFiles.Main)))
            return new ActivityDigests(rows, IsFinal: true);
        ActivityDigests journal = ActivityDigests.Read(folder);
        foreach (KeyValuePair<ulong, ulong> row in journal.Rows)
            rows[row.Key] = row.Value;
        return journal with { Rows = rows };
    }

    private IEnumerable<string> Later(BaselineFolder files, string name, string through, string? before) =>
        files.Removed.Concat(Activities(name).Select(folder => Path.GetFileName(folder)!))
            .Where(id => string.CompareOrdinal(id, through) > 0 && (before is null || string.CompareOrdinal(id, before) < 0))
            .Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal).ToList();

    private static void Apply(Dictionary<ulong, ulong> rows, IReadOnlyDictionary<ulong, ulong> later)
    {
        foreach (KeyValuePair<ulong, ulong> row in later)
        {
            if (row.Value == ContentChain.Nothing)
                rows.Remove(row.Key);
            else
                rows[row.Key] = row.Value;
        }
    }

    private static void Fold(BaselineFolder files, string through, string folded, Dictionary<ulong, ulong> rows)
    {
        if (folded == through)
            return;
        new BaselineFile(folded, rows).Write(files.Base);
        foreach (string id in files.Removed.Where(id => string.CompareOrdinal(id, folded) <= 0))
            File.Delete(files.OfRemoved(id));
    }
}
