using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.ConstantContact.Lookup;

/// <summary>
/// Looks rows up when all of them are there, since only then can be told which way takes the fewest calls. Contacts that were
/// read from the account a moment ago are taken as they are, unless they are to be backed up.
/// </summary>
internal sealed class MemberMatcher : IRowMatcher
{
    private readonly AccountConnection _connection;
    private readonly ImportSettings _settings;
    private readonly IContactKeeper? _keeper;
    private readonly List<SourceRow> _asked = [];
    private DateTimeOffset? _at;

    /// <summary>Looks up for an activity.</summary>
    /// <param name="connection">The account.</param>
    /// <param name="settings">What is done with the contacts.</param>
    /// <param name="keeper">Keeps contacts as they are before they are deleted; null for none.</param>
    public MemberMatcher(AccountConnection connection, ImportSettings settings, IContactKeeper? keeper) => (_connection, _settings, _keeper) = (connection, settings, keeper);

    /// <inheritdoc/>
    public Task<MatchedRows> AddAsync(IReadOnlyList<SourceRow> rows, CancellationToken token)
    {
        ILookup<bool, SourceRow> ready = rows.ToLookup(row => row.Problem is not null || !CanAsk(row) || (row.IsInAccount && MemberRows.ToReference(row).Key is not null && _keeper is null));
        _asked.AddRange(ready[false]);
        return Task.FromResult(new MatchedRows([.. ready[true]], []));
    }

    /// <inheritdoc/>
    public async Task<MatchedRows> CompleteAsync(CancellationToken token)
    {
        _at = _connection.Clock.GetUtcNow();
        if (_asked.Count == 0)
            return new MatchedRows([], []);
        string include = _keeper is null ? string.Empty : await _keeper.PrepareAsync(token).ConfigureAwait(false);
        List<ContactReference> named = _asked.ConvertAll(MemberRows.ToReference);
        IReadOnlyList<StoredContact?> found = await new ContactLocator(_connection, include).FindAsync(named.ConvertAll(contact => new NamedContact(contact.Key, contact.Email)), token).ConfigureAwait(false);
        List<SourceRow> ready = [];
        List<RefusedRow> refused = [];
        List<StoredContact> kept = [];
        for (int i = 0; i < _asked.Count; i++)
        {
            if (FindProblem(named[i], found[i]) is RowProblem problem)
            {
                refused.Add(_asked[i].Refuse(problem));
                continue;
            }

            kept.Add(found[i]!);
            ready.Add(_asked[i] with { Values = [found[i]!.Id, found[i]!.Email, .. _asked[i].Values.Skip(2)] });
        }

        _asked.Clear();
        _keeper?.Keep(kept);
        return new MatchedRows(ready, refused);
    }

    /// <inheritdoc/>
    public DateTimeOffset? TimeOf(long row) => _at;

    // What the mapping refuses anyway costs no call.
    private static bool CanAsk(SourceRow row)
    {
        ContactReference contact = MemberRows.ToReference(row);
        return contact.Key is not null || EmailRules.FindProblem(contact.Email ?? string.Empty) is null;
    }

    private RowProblem? FindProblem(ContactReference asked, StoredContact? found)
    {
        if (found is null or { IsDeleted: true })
            return new RowProblem(RowReason.NotFound, ConstantContactTexts.ContactNotThere);
        if (asked.Email is not null && !AddressForm.IsSame(asked.Email, found.Email))
            return new RowProblem(RowReason.ContactMismatch, ConstantContactTexts.IdOfAnother);
        return _settings.Action == ImportAction.Subscribe && found.HasLeft ? new RowProblem(RowReason.ConsentWithdrawn, ConstantContactTexts.HasLeft) : null;
    }
}
