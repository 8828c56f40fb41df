using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// What comes after an import whose service takes no tags with it: people who are in get theirs by an activity of its own.
/// The import's journal notes that activity before it begins and keeps who needs which tags until it has all of them, so
/// that a kill at any moment leaves nobody out and begins nothing twice. Dispose it when that activity's run has ended.
/// </summary>
internal sealed class FollowUp : IDisposable
{
    private readonly BulkService _service;
    private readonly JournalWriter _journal;
    private readonly ActivityHeader _header;
    private readonly string _rows;
    private readonly string? _begun;
    private string? _activityId;

    private FollowUp(BulkService service, JournalWriter journal, ActivityHeader header, string rows, string? begun)
    {
        _service = service;
        _journal = journal;
        _header = header;
        _rows = rows;
        _begun = begun;
        People = Read();
        Settings = SettingsOf(People);
    }

    /// <summary>A row for each person who gets tags, those with the same ones together; the same rows whenever they are read.</summary>
    public IReadOnlyList<SourceRow> People { get; }

    /// <summary>The settings of the activity.</summary>
    public ImportSettings Settings { get; }

    /// <summary>What is due of an import; null where nothing is yet or any more, or somebody is at work on it.</summary>
    public static FollowUp? Find(BulkService service, string folder)
    {
        if (JournalReader.TryReadHeader(folder) is not { HasFollowUp: true } header || JournalStore.TryOpen(folder) is not JournalWriter journal)
            return null;
        FollowUp? found = null;
        bool isOurs = journal.TryBeginRun();
        try
        {
            return found = isOurs ? Find(service, journal, header) : null;
        }
        finally
        {
            if (found is null && isOurs)
                journal.EndRun();
            if (found is null)
                journal.Dispose();
        }
    }

    /// <summary>The run that gives them, which takes <see cref="People"/> as its rows; the activity goes on where an earlier process began it.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<ImportRun> PrepareAsync(StatusPoller? poller, CancellationToken token)
    {
        JournalStore store = JournalStore.OfFolder(_journal.Folder);
        if (_begun is not null && store.FolderOf(_header.Host, _begun) is string folder && JournalReader.TryReadHeader(folder) is ActivityHeader begun)
        {
            _activityId = _begun;
            return await ImportRun.ResumeAsync(_service, store, folder, HeaderSettings.Read(begun), takesRows: true, token, poller).ConfigureAwait(false);
        }

        ImportRun run = await ImportRun.PrepareAsync(_service, store, Settings, token, poller).ConfigureAwait(false);
        _activityId = run.ActivityId;
        await _journal.NoteFlushedAsync(new FollowUpBegun(run.ActivityId, _rows)).ConfigureAwait(false);
        return run;
    }

    /// <summary>The activity has taken all of <see cref="People"/> in; its own journal knows the rest.</summary>
    public void Complete()
    {
        _journal.Note(new FollowUpEnded(_activityId, _rows));
        _journal.FreeContacts();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _journal.EndRun();
        _journal.Dispose();
    }

    private static FollowUp? Find(BulkService service, JournalWriter journal, ActivityHeader header)
    {
        (string? rows, string? begun) = journal.Ask(state => state.FollowUp is FollowUpBegun open ? (open.RowText, open.ActivityId) : (RowsOf(state), null));
        if (rows is { Length: > 0 })
            return new FollowUp(service, journal, header, rows, begun);
        if (rows is not null)
            journal.FreeContacts();
        return null;
    }

    // Null while the service has not ended them all.
    private static string? RowsOf(JournalState state) =>
        state.Batches.Any(batch => batch.Outcome == BatchOutcome.Pending) ? null : RowRanges.Format(state.Ledger.Unfollowed());

    private List<SourceRow> Read()
    {
        _journal.Drain();
        HashSet<long> wanted = [.. RowRanges.Parse(_rows)];
        Dictionary<string, Person> people = new(StringComparer.Ordinal);
        foreach (JournaledBatch batch in JournalReader.Batches(_journal.Folder))
        {
            bool[] isHere = _journal.Ask(state => batch.RowNumbers.Select(row => wanted.Contains(row) && state.Ledger.BatchOf(row)?.Number == batch.Number).ToArray());
            for (int i = 0; i < isHere.Length; i++)
            {
                if (isHere[i] && _service.Read(batch.ContactFor(i)) is { TagsAfter.Count: > 0, Email.Length: > 0 } gist)
                    Add(people, gist, batch.RowNumbers[i]);
            }
        }

        return ToRows(people.Values);
    }

    private static void Add(Dictionary<string, Person> people, ContactGist gist, long row)
    {
        string address = AddressForm.Of(gist.Email);
        if (!people.TryGetValue(address, out Person? person))
            people.Add(address, person = new Person(gist.Email));
        person.FirstRow = Math.Min(person.FirstRow, row);
        person.Tags.UnionWith(gist.TagsAfter);
    }

    // A batch names its tags once, so rows with other tags have a shape of their own.
    private static List<SourceRow> ToRows(IEnumerable<Person> people)
    {
        List<SourceRow> rows = [];
        foreach (IGrouping<string, Person> same in people.GroupBy(person => MemberRows.ToCell(person.Tags)).OrderBy(same => same.Key, StringComparer.Ordinal))
        {
            RowShape shape = MemberRows.TaggedShape();
            foreach (Person person in same.OrderBy(person => person.FirstRow))
                rows.Add(new SourceRow(rows.Count + 1, 0, shape, [null, person.Email, same.Key]));
        }

        return rows;
    }

    private ImportSettings SettingsOf(IReadOnlyList<SourceRow> people) => new()
    {
        Action = ImportAction.AddTag,
        Tags = people.GroupBy(row => row.Shape).SelectMany(same => MemberRows.TagsOf(same.First())!).Distinct(StringComparer.Ordinal).ToList(),
        Match = MatchMode.All,
        Method = ImportMethod.Bulk,
        OnDuplicate = DuplicateMode.KeepFirst,
        BatchSize = _service.MaxTagged,
        Mapping = HeaderSettings.Read(_header).Mapping with { ColumnMap = MemberRows.ColumnMap, OptOutColumn = null, TagsAfter = false, Tags = [], Subscribe = [] },
        ActivityName = _header.Name,
        FollowUpOf = _header.Id,
    };

    private sealed class Person(string email)
    {
        public string Email { get; } = email;

        public long FirstRow { get; set; } = long.MaxValue;

        public SortedSet<string> Tags { get; } = new(StringComparer.Ordinal);
    }
}
