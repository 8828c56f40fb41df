using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Looks once more at the contacts of a batch before it goes out: some may be excluded by now, later activities may have
/// changed what the batch would undo, and what the service's guard finds. Used by several senders at once.
/// </summary>
internal sealed class LastLook
{
    private readonly ImportContext _context;
    private readonly IBatchGuard? _guard;
    private readonly Lazy<LaterDeeds> _later;

    public LastLook(ImportContext context)
    {
        _context = context;
        _guard = context.Service.GuardFor(context.Settings, context.Stop);
        _later = new Lazy<LaterDeeds>(() => LaterDeeds.Read(context.Journal!.Folder), LazyThreadSafetyMode.ExecutionAndPublication);
    }

    /// <summary>What does not go out as it is, by the contact's place in the batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="isSingle">Whether it goes by single calls.</param>
    public async Task<IReadOnlyDictionary<int, LookVerdict>> LookAsync(Batch batch, bool isSingle)
    {
        Dictionary<int, LookVerdict> verdicts = [];
        if (_context.IsResumed)
            Judge(batch, verdicts);
        bool looked = _guard is not null && await _guard.LookAsync(batch, isSingle, verdicts).ConfigureAwait(false);
        if (looked || _context.IsResumed)
            batch.LookedAt = _context.Now;
        return verdicts;
    }

    private void Judge(Batch batch, Dictionary<int, LookVerdict> verdicts)
    {
        foreach (IGrouping<int, int> rows in Enumerable.Range(0, batch.Rows.Count).GroupBy(row => batch.Rows[row].Contact))
        {
            if (FindProblem(batch, rows.First()) is RowProblem problem)
                verdicts[rows.Key] = new LookVerdict(problem);
        }
    }

    private RowProblem? FindProblem(Batch batch, int row)
    {
        ContactGist contact = _context.Service.Read(batch.Contact(row));
        if (_context.Exclusions?.Holds(contact.Email) == true)
            return new RowProblem(RowReason.Excluded, Texts.Excluded);
        DateTimeOffset since = batch.SentBefore is DateTimeOffset sent ? sent - (_context.ServiceNow - _context.Now) : StartedAt;
        Touches changes = contact.Changes | (_context.Settings.Action == ImportAction.Import ? Touches.Values : Touches.None);
        return _later.Value.Find(batch.Rows[row].Digest.Address, changes, since) is (string activity, bool isDeletion)
            ? new RowProblem(RowReason.ChangedSince, Texts.ChangedSince(activity, isDeletion))
            : null;
    }

    private DateTimeOffset StartedAt => ActivityHeader.StartOf(_context.ActivityId) ?? DateTimeOffset.MinValue;
}
