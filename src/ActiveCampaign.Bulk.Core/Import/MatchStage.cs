using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Lookup;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Looks rows up in the account before they are placed, so that none creates a contact. What is found goes on with its
/// id and address; what is not is refused. Part of the row stage's task.
/// </summary>
internal sealed class MatchStage
{
    private readonly ImportContext _context;
    private readonly ContactFinder _finder;
    private readonly Dictionary<long, SourceRow> _asked = [];
    private readonly List<(long UpTo, DateTimeOffset At)> _times = [];

    public MatchStage(ImportContext context)
    {
        _context = context;
        _finder = new ContactFinder(context.Connection);
    }

    /// <summary>Takes rows in; returns those that may be placed by now.</summary>
    public async Task<IReadOnlyList<SourceRow>> AddAsync(IReadOnlyList<SourceRow> rows, CancellationToken token)
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

        if (unknown.Count > 0)
            await TakeAsync(await _finder.AddAsync(unknown, token).ConfigureAwait(false), ready).ConfigureAwait(false);
        return ready;
    }

    /// <summary>When a row was looked up, or taken as it came.</summary>
    public DateTimeOffset? TimeOf(long row)
    {
        foreach ((long upTo, DateTimeOffset at) in _times)
        {
            if (row <= upTo)
                return at;
        }

        return null;
    }

    /// <summary>Looks up what is left.</summary>
    public async Task<IReadOnlyList<SourceRow>> CompleteAsync(CancellationToken token)
    {
        List<SourceRow> ready = [];
        if (_asked.Count > 0)
            await TakeAsync(await _finder.CompleteAsync(token).ConfigureAwait(false), ready).ConfigureAwait(false);
        return ready;
    }

    // Of what came in at about the same time one note is enough.
    private void Note(long upTo)
    {
        DateTimeOffset now = _context.Now;
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
    private bool IsAsked(SourceRow row) => _context.Settings.Match == MatchMode.All && (!row.IsInAccount || _context.Settings.Resubscribe);

    private async Task TakeAsync(IReadOnlyList<ContactMatch> matches, List<SourceRow> ready)
    {
        foreach (ContactMatch match in matches)
        {
            SourceRow row = _asked[match.Asked.Row];
            _asked.Remove(row.Number);
            if (FindProblem(match) is not RowProblem problem)
                ready.Add(row with { Values = [match.Id!.Value.ToString(CultureInfo.InvariantCulture), match.Email] });
            else
                await _context.RefuseAsync(row.Refuse(problem), 0).ConfigureAwait(false);
            _context.Stop.ThrowIfCancellationRequested();
        }
    }

    // An id of another system's file may be that of somebody else here.
    private static RowProblem? FindProblem(ContactMatch match)
    {
        if (!match.IsFound)
            return new RowProblem(RowReason.NotFound, Texts.ContactNotCreated);
        return match.IsOther ? new RowProblem(RowReason.ContactMismatch, Texts.IdOfAnother) : null;
    }

    // An id that was not looked up is nobody's word, and states are read back by it.
    private static SourceRow WithoutId(SourceRow row) => row with { Values = [null, row.Values[1]] };
}
