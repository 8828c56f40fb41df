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
        List<string> later = Later(files, name, through);
        LateRows late = new();
        string folded = through;
        bool isFinal = folds;
        for (int i = 0; i < later.Count && IsBefore(later[i], before); i++)
        {
            DateTimeOffset? next = i + 1 < later.Count ? ActivityHeader.StartOf(later[i + 1]) : null;
            ActivityDigests digests = Of(files, later[i], next);
            if (isFinal && !digests.IsFinal)
            {
                Fold(files, through, folded, rows);
                isFinal = false;
            }

            Apply(rows, late.Without(digests.Rows, later[i]));
            late.Add(digests.Late);
            folded = isFinal && !late.Reaches(next) ? later[i] : folded;
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
            DropFolded(rows, BaselineFile.Read(others.Base), activityId, of == nameThere);
            foreach (KeyValuePair<ulong, ulong> row in Later(others, of, activityId).Where(id => IsBefore(id, before)).SelectMany(id => Of(others, id).Rows))
                DropOther(rows, row);
            foreach (string id in Later(others, of, string.Empty).Where(id => IsBefore(id, activityId)))
            {
                foreach (ulong address in Of(others, id, ActivityHeader.StartOf(activityId)).Late.Keys)
                    rows.Remove(address);
            }
        }

        return rows;
    }

    /// <summary>The imports of a name whose journals are there, oldest first.</summary>
    public IEnumerable<string> Activities(string name) => _store.Folders(_host).Where(folder =>
        JournalReader.TryReadHeader(folder) is ActivityHeader header && header.Kind == ActivityKinds.Import && string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What an activity says, whether it is there, was removed, or its removal was begun.</summary>
    /// <param name="files">The files of its name.</param>
    /// <param name="id">The activity.</param>
    /// <param name="next">When the next activity of the name began, or null.</param>
    internal ActivityDigests Of(BaselineFolder files, string id, DateTimeOffset? next = null)
    {
        Dictionary<ulong, ulong> rows = BaselineFile.Read(files.OfRemoved(id)).Rows;
        string folder = _store.FolderOf(_host, id);
        if (!File.Exists(Path.Combine(folder, JournalFiles.Main)))
            return new ActivityDigests(rows, IsFinal: true);
        ActivityDigests journal = ActivityDigests.Read(folder, next);

        // The journal may have gone on since its removal was begun, and a part of it may be gone: refusals above all.
        foreach (KeyValuePair<ulong, ulong> row in journal.Rows)
            rows[row.Key] = rows.TryGetValue(row.Key, out ulong kept) && kept != row.Value ? ContentChain.Nothing : row.Value;
        return journal with { Rows = rows };
    }

    private List<string> Later(BaselineFolder files, string name, string through) =>
        files.Removed.Concat(Activities(name).Select(folder => Path.GetFileName(folder)!))
            .Where(id => string.CompareOrdinal(id, through) > 0)
            .Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal).ToList();

    private static bool IsBefore(string id, string? before) => before is null || string.CompareOrdinal(id, before) < 0;

    // Later activities that were removed are in the base alone.
    private static void DropFolded(Dictionary<ulong, ulong> rows, BaselineFile folded, string activityId, bool isOwn)
    {
        if (string.CompareOrdinal(folded.Through, activityId) < 0)
            return;
        foreach (ulong address in rows.Keys.ToList())
        {
            if (folded.Rows.TryGetValue(address, out ulong chain))
                DropOther(rows, new KeyValuePair<ulong, ulong>(address, chain));
            else if (isOwn)
                rows.Remove(address);
        }
    }

    private static void DropOther(Dictionary<ulong, ulong> rows, KeyValuePair<ulong, ulong> row)
    {
        if (rows.TryGetValue(row.Key, out ulong chain) && chain != row.Value)
            rows.Remove(row.Key);
    }

    private static void Apply(Dictionary<ulong, ulong> rows, IEnumerable<KeyValuePair<ulong, ulong>> later)
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
