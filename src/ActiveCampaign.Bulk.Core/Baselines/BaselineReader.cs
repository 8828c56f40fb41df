using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
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
    /// <param name="token">Ends the waiting for others.</param>
    public IReadOnlyDictionary<ulong, ulong> ReadLast(string name, string? before, bool folds, CancellationToken token = default)
    {
        BaselineFolder files = new(_hostFolder, name);
        if (!files.Exists && !Activities(name).Any())
            return new Dictionary<ulong, ulong>();
        using FileStream? held = folds ? BaselineFolder.Hold(_hostFolder, token) : BaselineFolder.HoldToRead(_hostFolder, token);
        BaselineFile known = BaselineFile.Read(files.Base);
        Dictionary<ulong, ulong> rows = known.Rows;
        List<string> later = Later(files, name, known);
        LateRows late = new();
        HashSet<ulong> doubtful = [];
        int folded = 0;
        bool isFinal = folds;
        for (int i = 0; i < later.Count && IsBefore(later[i], before); i++)
        {
            DateTimeOffset? next = i + 1 < later.Count ? ActivityHeader.StartOf(later[i + 1]) : null;
            ActivityDigests digests = Of(files, later[i], next, doubtful);
            if (isFinal && !digests.IsFinal)
            {
                Fold(files, name, known, later.GetRange(0, folded));
                isFinal = false;
            }

            if (string.CompareOrdinal(later[i], known.Through) < 0)
                doubtful.UnionWith(DropOthers(rows, digests.Rows));
            else
                Apply(rows, late.Without(digests.Rows, later[i]));
            if (string.CompareOrdinal(later[i], known.Through) > 0)
                doubtful.ExceptWith(digests.Rows.Keys);
            late.Add(digests.Late);
            folded = isFinal && !late.Reaches(next) ? i + 1 : folded;
        }

        if (isFinal)
            Fold(files, name, known, later.GetRange(0, folded));
        return rows;
    }

    /// <summary>What one activity has confirmed, without addresses of which a later one of the name says anything else.</summary>
    /// <param name="activityId">The activity.</param>
    /// <param name="name">The name of the run that asks.</param>
    /// <param name="before">The activity that asks, where it is not a new one.</param>
    /// <param name="token">Ends the waiting for others.</param>
    public IReadOnlyDictionary<ulong, ulong> ReadOf(string activityId, string name, string? before, CancellationToken token = default)
    {
        string nameThere = JournalReader.TryReadHeader(_store.FolderOf(_host, activityId))?.Name ?? name;
        BaselineFolder files = new(_hostFolder, nameThere);
        using FileStream? held = BaselineFolder.HoldToRead(_hostFolder, token);
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
    /// <param name="doubtful">Addresses of which nobody knows what was confirmed last.</param>
    internal ActivityDigests Of(BaselineFolder files, string id, DateTimeOffset? next = null, HashSet<ulong>? doubtful = null)
    {
        BaselineFile removed = BaselineFile.Read(files.OfRemoved(id));
        Dictionary<ulong, ulong> rows = removed.Rows;
        string folder = _store.FolderOf(_host, id);
        if (!File.Exists(Path.Combine(folder, JournalFiles.Main)))
            return new ActivityDigests(rows, IsFinal: true) { Late = removed.Late };
        ActivityDigests journal = ActivityDigests.Read(folder, next, File.Exists(files.OfRemoved(id)), doubtful);

        // The journal may have gone on since its removal was begun, and a part of it may be gone: refusals above all.
        foreach (KeyValuePair<ulong, ulong> row in journal.Rows)
            rows[row.Key] = rows.TryGetValue(row.Key, out ulong kept) && kept != row.Value ? HashChain.Nothing : row.Value;
        return journal with { Rows = rows };
    }

    /// <summary>The activities of a name that are not in its base, oldest first.</summary>
    internal List<string> Later(BaselineFolder files, string name, BaselineFile known) =>
        Later(files, name, string.Empty).Where(id => string.CompareOrdinal(id, known.Through) > 0 || (known.Folded is not null && !known.Folded.Contains(id))).ToList();

    /// <summary>When the next activity of the name began after one; null where there is none.</summary>
    internal DateTimeOffset? Next(BaselineFolder files, string name, string id) =>
        Later(files, name, id).FirstOrDefault() is string next ? ActivityHeader.StartOf(next) : null;

    /// <summary>All activities of a name.</summary>
    internal IReadOnlyList<string> Known(BaselineFolder files, string name) => Later(files, name, string.Empty);

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
            if (row.Value == HashChain.Nothing)
                rows.Remove(row.Key);
            else
                rows[row.Key] = row.Value;
        }
    }

    // It was journaled later than its id says, and who came last of the two nobody knows.
    private static List<ulong> DropOthers(Dictionary<ulong, ulong> rows, IReadOnlyDictionary<ulong, ulong> others)
    {
        List<ulong> dropped = others.Where(row => rows.TryGetValue(row.Key, out ulong chain) && chain != row.Value).Select(row => row.Key).ToList();
        dropped.ForEach(address => rows.Remove(address));
        return dropped;
    }

    private void Fold(BaselineFolder files, string name, BaselineFile known, List<string> folded)
    {
        if (folded.Count == 0)
            return;
        string through = folded.Append(known.Through).OrderBy(id => id, StringComparer.Ordinal).Last();
        HashSet<string> open = [.. Later(files, name, known).Except(folded, StringComparer.Ordinal)];
        List<string> inside = Known(files, name).Where(id => string.CompareOrdinal(id, through) <= 0 && !open.Contains(id)).ToList();
        new BaselineFile(through, known.Rows) { Folded = inside }.Write(files.Base);
        foreach (string id in files.Removed.Where(inside.Contains).ToList())
            File.Delete(files.OfRemoved(id));
    }
}
