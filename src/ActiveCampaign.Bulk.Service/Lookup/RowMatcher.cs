using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>Looks rows up in pages of contacts. What is found goes on with its id and address.</summary>
internal sealed class RowMatcher : IRowMatcher
{
    private readonly TimeProvider _clock;
    private readonly ContactFinder _finder;
    private readonly bool _isAskedByAddress;
    private readonly bool _resubscribes;
    private readonly Dictionary<long, SourceRow> _asked = [];
    private readonly List<(long UpTo, DateTimeOffset At)> _times = [];

    public RowMatcher(AccountConnection connection, ImportSettings settings)
    {
        _clock = connection.Clock;
        _finder = new ContactFinder(connection);
        _isAskedByAddress = settings.Match == MatchMode.All;
        _resubscribes = settings.Resubscribe;
    }

    /// <inheritdoc/>
    public async Task<MatchedRows> AddAsync(IReadOnlyList<SourceRow> rows, CancellationToken token)
    {
        List<SourceRow> ready = [];
        List<ContactReference> unknown = [];
        Note(rows.Count == 0 ? 0 : rows[rows.Count - 1].Number);
        foreach (SourceRow row in rows)
        {
            if (!NeedsMatch(row))
            {
                ready.Add(WithoutId(row));
                continue;
            }

            _asked.Add(row.Number, row);
            unknown.Add(MemberRows.ToReference(row));
        }

        return Take(unknown.Count == 0 ? [] : await _finder.AddAsync(unknown, token).ConfigureAwait(false), ready);
    }

    /// <inheritdoc/>
    public DateTimeOffset? TimeOf(long row)
    {
        foreach ((long upTo, DateTimeOffset at) in _times)
        {
            if (row <= upTo)
                return at;
        }

        return null;
    }

    /// <inheritdoc/>
    public async Task<MatchedRows> CompleteAsync(CancellationToken token) =>
        Take(_asked.Count == 0 ? [] : await _finder.CompleteAsync(token).ConfigureAwait(false), []);

    // Of what came in at about the same time one note is enough.
    private void Note(long upTo)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        if (_times.Count > 0 && now - _times[_times.Count - 1].At < TimeSpan.FromSeconds(10))
            _times[_times.Count - 1] = (upTo, _times[_times.Count - 1].At);
        else
            _times.Add((upTo, now));
    }

    // What the mapping refuses anyway costs no call.
    private bool NeedsMatch(SourceRow row)
    {
        ContactReference contact = MemberRows.ToReference(row);
        if (contact.Id is not null && string.IsNullOrEmpty(contact.Email))
            return true;
        return IsAsked(row) && (contact.Id is not null || (contact.Email is not null && EmailRules.FindProblem(contact.Email) is null));
    }

    // Single calls go by the id, which is worth a look-up.
    private bool IsAsked(SourceRow row) => _isAskedByAddress && (!row.IsInAccount || _resubscribes);

    private MatchedRows Take(IReadOnlyList<ContactMatch> matches, List<SourceRow> ready)
    {
        List<RefusedRow> refused = [];
        foreach (ContactMatch match in matches)
        {
            SourceRow row = _asked[match.Asked.Row];
            _asked.Remove(row.Number);
            if (FindProblem(match) is RowProblem problem)
                refused.Add(row.Refuse(problem));
            else
                ready.Add(row with { Values = [match.Id!.Value.ToString(CultureInfo.InvariantCulture), match.Email] });
        }

        return new MatchedRows(ready, refused);
    }

    // An id of another system's file may be that of somebody else here.
    private static RowProblem? FindProblem(ContactMatch match)
    {
        if (!match.IsFound)
            return new RowProblem(RowReason.NotFound, Texts.ContactNotCreated);
        return match.IsOther ? new RowProblem(RowReason.ContactMismatch, ServiceTexts.IdOfAnother) : null;
    }

    // An id that was not looked up is nobody's word, and states are read back by it.
    private static SourceRow WithoutId(SourceRow row) => row with { Values = [null, row.Values[1]] };
}
