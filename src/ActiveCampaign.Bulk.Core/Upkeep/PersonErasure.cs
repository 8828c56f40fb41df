using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Upkeep;

/// <summary>
/// Erases people from an activity: from payloads and cells, from refused rows, from the digests that later runs compare
/// with, and from the reject file and the result file. Rows keep their numbers; those that were not settled become unknown and are never
/// sent again. Look first, then apply.
/// </summary>
internal sealed class PersonErasure
{
    private readonly AddressMatch _match;
    private readonly SortedSet<long> _rows = [];
    private readonly List<string> _segments = [];
    private readonly List<string> _left = [];
    private int _leftOut;
    private bool _hasDigests;

    private PersonErasure(string folder, AddressMatch match)
    {
        Folder = folder;
        _match = match;
    }

    /// <summary>The activity's folder.</summary>
    public string Folder { get; }

    /// <summary>Rows whose payload and cells go.</summary>
    public int Rows => _rows.Count + _leftOut;

    /// <summary>Refused rows whose cells go.</summary>
    public int Refusals { get; private set; }

    /// <summary>Rows of reject files and result files that go.</summary>
    public int RejectRows { get; private set; }

    /// <summary>Whether an export has read a part of the account, which may hold the people: it goes whole, and is read again.</summary>
    public bool HoldsExport { get; private set; }

    /// <summary>Whether anything is there to erase.</summary>
    public bool FindsAny => Rows + Refusals + RejectRows > 0 || _hasDigests || HoldsExport;

    /// <summary>Reject files and result files that may hold the people and could not be searched or written, or are not where they were.</summary>
    public IReadOnlyList<string> Left => _left;

    /// <summary>Finds what an activity holds of people. Changes nothing.</summary>
    /// <param name="folder">The activity's folder.</param>
    /// <param name="addresses">Their addresses; the case does not matter.</param>
    public static PersonErasure Look(string folder, IReadOnlyCollection<string> addresses)
    {
        PersonErasure erasure = new(folder, new AddressMatch(JournalStore.KeyBeside(folder), addresses));
        if (JournalStore.IsLink(folder))
            erasure._left.Add(folder);
        else
            erasure.Search();
        return erasure;
    }

    /// <summary>Erases what there is.</summary>
    /// <param name="now">The time.</param>
    /// <exception cref="BulkException">Somebody is at work on the activity, or it cannot be written.</exception>
    public void Apply(DateTimeOffset now)
    {
        try
        {
            using FileStream held = JournalStore.TryHold(Folder) ?? throw Running();
            Search();
            NoteRows(now);
            foreach (string segment in _segments)
                Rewrite(Segment(segment));
            ContactFiles.RewriteRefusals(Folder, _match);
            ContactFiles.RewriteLeftOut(Folder, _match);
            ContactFiles.RemoveLeftovers(Folder);
            ExportFiles.Remove(Folder);
            UserTable.Erase(UserTable.Of(Folder, false, false, []).Where(table => !_left.Contains(table.Path)), _match, _left);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BulkException(BulkError.JournalUnwritable, Texts.JournalUnwritable(Folder, e.Message), Folder, e);
        }
    }

    private void Search()
    {
        _rows.Clear();
        _segments.Clear();
        _left.Clear();
        foreach (string segment in ContactFiles.Segments(Folder).ToList())
        {
            LineRewrite rewrite = Segment(segment);
            if (rewrite.Count() > 0 || rewrite.IsTorn)
                _segments.Add(segment);
        }

        _hasDigests = Main().Count() > 0;
        HoldsExport = ExportFiles.Exist(Folder);
        Refusals = ContactFiles.CountRefusals(Folder, _match);
        _leftOut = ContactFiles.CountLeftOut(Folder, _match);
        RejectRows = UserTable.Count(UserTable.Of(Folder, Refusals > 0, _hasDigests || Rows + Refusals > 0, _left), _match, _left);
    }

    // First, so that no run sends a row of which a part is gone.
    private void NoteRows(DateTimeOffset now)
    {
        if (_rows.Count > 0)
            ContactFiles.Append(Folder, [new PeopleErased(now, RowRanges.Format(_rows))]);
        if (_hasDigests)
            Rewrite(Main());
    }

    private LineRewrite Segment(string path) => new(path, line => ErasedLines.Batch(line, _match, _rows));

    private LineRewrite Main() => new(Path.Combine(Folder, JournalFiles.Main), line => ErasedLines.Settlement(line, _match));

    private static void Rewrite(LineRewrite rewrite)
    {
        long nothing = 0;
        rewrite.Run(ref nothing);
    }

    private BulkException Running()
    {
        string id = Path.GetFileName(Folder);
        return new BulkException(BulkError.ActivityRunning, Texts.ActivityRunning(id), id);
    }
}
