using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lookup;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Service;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Single;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Looks once more at the contacts of a batch before it goes out, where what was known of them is old or is not enough:
/// contacts may have gone, changed their address or their lists, and later activities may have changed what the batch
/// would undo. Used by several senders at once.
/// </summary>
internal sealed class LastLook
{
    private const int DepartedStatus = 2;

    private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(2);

    private readonly ImportContext _context;
    private readonly MemberStates _members;
    private readonly ListStandings _standings;
    private readonly Lazy<LaterDeeds> _later;

    public LastLook(ImportContext context)
    {
        _context = context;
        _members = new MemberStates(context.Connection);
        _standings = new ListStandings(context.Connection, context.Stop);
        _later = new Lazy<LaterDeeds>(() => LaterDeeds.Read(context.Journal!.Folder), LazyThreadSafetyMode.ExecutionAndPublication);
    }

    private ImportSettings Settings => _context.Settings;

    /// <summary>What does not go out as it is, by the contact's place in the batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="isSingle">Whether it goes by single calls, which ask for list states themselves.</param>
    public async Task<IReadOnlyDictionary<int, LookVerdict>> LookAsync(Batch batch, bool isSingle)
    {
        Dictionary<int, LookVerdict> verdicts = [];
        bool needsStandings = !isSingle && !Settings.Resubscribe && batch.Body.AsSpan().IndexOf("\"subscribe\":"u8) >= 0;
        if (!_context.IsResumed && !needsStandings && (Settings.Match == MatchMode.None || IsFresh(batch)))
            return verdicts;
        List<(int Place, int Row, SingleContact Contact)> contacts = Enumerable.Range(0, batch.Rows.Count).GroupBy(row => batch.Rows[row].Contact)
            .Select(rows => (rows.Key, rows.First(), SingleContact.Read(batch.Contact(rows.First())))).ToList();
        foreach ((int place, int row, SingleContact contact) in contacts)
        {
            if ((FindProblem(batch, row, contact) ?? (needsStandings ? await FindStandingAsync(contact).ConfigureAwait(false) : null)) is RowProblem problem)
                verdicts[place] = new LookVerdict(problem);
        }

        if (Settings.Match != MatchMode.None && !IsFresh(batch))
            await LookAtMembersAsync(batch, contacts.FindAll(contact => !verdicts.ContainsKey(contact.Place)), verdicts).ConfigureAwait(false);
        batch.LookedAt = _context.Now;
        return verdicts;
    }

    // Whom to take off which list depends on where they stand.
    private bool IsFresh(Batch batch) => WasLookedAt(batch) && (Settings.Action != ImportAction.Unsubscribe || batch.HasStandings);

    private bool WasLookedAt(Batch batch) => batch.LookedAt is DateTimeOffset at && _context.Now - at <= s_fresh;

    private RowProblem? FindProblem(Batch batch, int row, SingleContact contact)
    {
        if (!_context.IsResumed)
            return null;
        if (_context.Exclusions?.Holds(contact.Email) == true)
            return new RowProblem(RowReason.Excluded, Texts.Excluded);
        DateTimeOffset since = batch.SentBefore is DateTimeOffset sent ? sent - (_context.ServiceNow - _context.Now) : StartedAt;
        return _later.Value.Find(batch.Rows[row].Digest.Address, WhatOf(contact), since) is (string activity, bool isDeletion)
            ? new RowProblem(RowReason.ChangedSince, Texts.ChangedSince(activity, isDeletion))
            : null;
    }

    private DateTimeOffset StartedAt => ActivityHeader.StartOf(_context.ActivityId) ?? DateTimeOffset.MinValue;

    private Touches WhatOf(SingleContact contact) =>
        (Settings.Action == ImportAction.Import ? Touches.Values : Touches.None)
        | (contact.Subscribe.Count + contact.Unsubscribe.Count > 0 ? Touches.Lists : Touches.None)
        | (contact.Tags.Count > 0 ? Touches.Tags : Touches.None);

    private async Task<RowProblem?> FindStandingAsync(SingleContact contact) =>
        contact.Subscribe.Count > 0 && await _standings.HasAsync(contact.Email, contact.Subscribe).ConfigureAwait(false)
            ? new RowProblem(RowReason.ConsentWithdrawn, Texts.NotActive)
            : null;

    private async Task LookAtMembersAsync(Batch batch, List<(int Place, int Row, SingleContact Contact)> contacts, Dictionary<int, LookVerdict> verdicts)
    {
        List<(int Place, ContactReference Asked, SingleContact Contact)> asked = contacts.ConvertAll(contact => (contact.Place, Reference(batch, contact.Row, contact.Contact), contact.Contact))
            .FindAll(contact => contact.Item2.Id is not null || (Settings.Match == MatchMode.All && !WasLookedAt(batch)));
        bool withLists = Settings.Action == ImportAction.Unsubscribe;
        IReadOnlyDictionary<long, ContactState> found = await _members.ReadAsync(asked.ConvertAll(contact => contact.Asked), withLists, _context.Stop).ConfigureAwait(false);
        foreach ((int place, ContactReference reference, SingleContact contact) in asked)
        {
            if (Judge(batch, reference, contact, found.TryGetValue(reference.Row, out ContactState? state) ? state : null, withLists) is LookVerdict verdict)
                verdicts[place] = verdict;
        }

        batch.HasStandings = withLists;
    }

    private static LookVerdict? Judge(Batch batch, ContactReference asked, SingleContact contact, ContactState? state, bool withLists)
    {
        if (state is null)
            return new LookVerdict(new RowProblem(RowReason.NotFound, Texts.ContactNotCreated));
        if (!AddressForm.IsSame(state.Email, contact.Email))
            return new LookVerdict(new RowProblem(RowReason.ContactMismatch, Texts.AddressChanged));
        return withLists ? JudgeLists(batch, contact, state) : null;
    }

    // The importer notes a departure from a list that the contact was never on, and later keeps it off that list.
    private static LookVerdict? JudgeLists(Batch batch, SingleContact contact, ContactState state)
    {
        List<int> on = contact.Unsubscribe.Where(list => state.Lists.TryGetValue(list, out int status) && status != DepartedStatus).ToList();
        if (batch.SentBefore is DateTimeOffset sent && on.Exists(list => state.ListChangedAt(list) > sent + s_tolerance))
            return new LookVerdict(new RowProblem(RowReason.ChangedSince, Texts.JoinedSince));
        return on.Count == contact.Unsubscribe.Count
            ? null
            : new LookVerdict(Problem: null) { Contact = on.Count == 0 ? default : ContactJson.ToBytes(new ContactRow { Email = contact.Email, Fields = [], Tags = [], Subscribe = [], Unsubscribe = on }) };
    }

    private static ContactReference Reference(Batch batch, int row, SingleContact contact)
    {
        int column = MemberRows.IdColumnOf(batch.Shape.Columns);
        return new ContactReference(batch.Rows[row].Number, column < 0 ? null : MemberRows.ReadId(BatchRows.CellsOf(batch, row)[column] as string), contact.Email);
    }
}
