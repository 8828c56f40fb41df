using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>
/// Looks at contacts before the importer gets them: they may have gone, changed their address or their lists since they
/// were looked up, and it would set active who is unconfirmed or bounced.
/// </summary>
internal sealed class MemberGuard : IBatchGuard
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _clock;
    private readonly ImportSettings _settings;
    private readonly CancellationToken _stop;
    private readonly MemberStates _members;
    private readonly ListStandings _standings;

    public MemberGuard(AccountConnection connection, ImportSettings settings, CancellationToken stop)
    {
        _clock = connection.Clock;
        _settings = settings;
        _stop = stop;
        _members = new MemberStates(connection);
        _standings = new ListStandings(connection, stop);
    }

    /// <inheritdoc/>
    public async Task<bool> LookAsync(Batch batch, bool isSingle, IDictionary<int, LookVerdict> verdicts)
    {
        // Single calls ask for list states themselves.
        bool needsStandings = !isSingle && !_settings.Resubscribe && batch.Body.AsSpan().IndexOf("\"subscribe\":"u8) >= 0;
        bool needsMembers = _settings.Match != MatchMode.None && !IsFresh(batch);
        if (!needsStandings && !needsMembers)
            return false;
        List<(int Place, int Row, ContactRow Contact)> contacts = Enumerable.Range(0, batch.Rows.Count).GroupBy(row => batch.Rows[row].Contact).Where(rows => !verdicts.ContainsKey(rows.Key))
            .Select(rows => (rows.Key, rows.First(), ContactJson.Read(batch.Contact(rows.First())))).ToList();
        if (needsStandings)
        {
            foreach ((int place, _, ContactRow contact) in contacts)
            {
                if (contact.Subscribe.Count > 0 && await _standings.HasAsync(contact.Email, contact.Subscribe).ConfigureAwait(false))
                    verdicts[place] = new LookVerdict(new RowProblem(RowReason.ConsentWithdrawn, ServiceTexts.NotActive));
            }
        }

        if (needsMembers)
            await LookAtMembersAsync(batch, contacts.FindAll(contact => !verdicts.ContainsKey(contact.Place)), verdicts).ConfigureAwait(false);
        return true;
    }

    // Whom to take off which list depends on where they stand.
    private bool IsFresh(Batch batch) => WasLookedAt(batch) && (_settings.Action != ImportAction.Unsubscribe || batch.HasStandings);

    private bool WasLookedAt(Batch batch) => batch.LookedAt is DateTimeOffset at && _clock.GetUtcNow() - at <= s_fresh;

    private async Task LookAtMembersAsync(Batch batch, List<(int Place, int Row, ContactRow Contact)> contacts, IDictionary<int, LookVerdict> verdicts)
    {
        List<(int Place, ContactReference Asked, ContactRow Contact)> asked = contacts.ConvertAll(contact => (contact.Place, Reference(batch, contact.Row, contact.Contact), contact.Contact))
            .FindAll(contact => contact.Item2.Id is not null || (_settings.Match == MatchMode.All && !WasLookedAt(batch)));
        bool withLists = _settings.Action == ImportAction.Unsubscribe;
        IReadOnlyDictionary<long, Contact> found = await _members.ReadAsync(asked.ConvertAll(contact => contact.Asked), withLists, _stop).ConfigureAwait(false);
        foreach ((int place, ContactReference reference, ContactRow contact) in asked)
        {
            if (Judge(batch, contact, found.TryGetValue(reference.Row, out Contact? state) ? state : null, withLists) is LookVerdict verdict)
                verdicts[place] = verdict;
        }

        batch.HasStandings = withLists;
    }

    private static LookVerdict? Judge(Batch batch, ContactRow contact, Contact? state, bool withLists)
    {
        if (state is null)
            return new LookVerdict(new RowProblem(RowReason.NotFound, Texts.ContactNotCreated));
        if (!AddressForm.IsSame(state.Email, contact.Email))
            return new LookVerdict(new RowProblem(RowReason.ContactMismatch, ServiceTexts.AddressChanged));
        return withLists ? JudgeLists(batch, contact, state) : null;
    }

    // The importer notes a departure from a list that the contact was never on, and later keeps it off that list.
    private static LookVerdict? JudgeLists(Batch batch, ContactRow contact, Contact state)
    {
        List<int> on = contact.Unsubscribe.Where(list => state.StateOn(list) is not (null or ContactStatus.Unsubscribed)).ToList();
        if (batch.SentBefore is DateTimeOffset sent && on.Exists(list => state.ListChangedAt(list) > sent + s_tolerance))
            return new LookVerdict(new RowProblem(RowReason.ChangedSince, ServiceTexts.JoinedSince));
        return on.Count == contact.Unsubscribe.Count
            ? null
            : new LookVerdict(Problem: null) { Contact = on.Count == 0 ? default : ContactJson.ToBytes(new ContactRow { Email = contact.Email, Fields = [], Tags = [], Subscribe = [], Unsubscribe = on }) };
    }

    private static ContactReference Reference(Batch batch, int row, ContactRow contact)
    {
        int column = MemberRows.IdColumnOf(batch.Shape.Columns);
        return new ContactReference(batch.Rows[row].Number, column < 0 ? null : MemberRows.ReadId(batch.CellsOf(row)[column] as string), contact.Email);
    }
}
