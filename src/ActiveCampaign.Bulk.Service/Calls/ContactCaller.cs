using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>Makes the calls for a contact, and journals and reports what came of them. Safe for several threads.</summary>
internal sealed class ContactCaller
{
    private static readonly RowShape s_shape = new(["id", "email"]);

    private readonly CallContext _context;
    private readonly CallAction _action;
    private readonly DeletionSender _sender;
    private readonly FailureStreak _streak = new();

    public ContactCaller(CallContext context, CallAction action)
    {
        _context = context;
        _action = action;
        _sender = new DeletionSender(context, action.HasMonthlyLimit);
    }

    /// <summary>Settles what needs no call: repeated rows, and contacts that were not found.</summary>
    public async Task SettleAsync(CallGroup group)
    {
        foreach (PlannedContact repeated in group.Repeated)
            await ReportAsync(repeated, CallState.Superseded, ServiceTexts.ContactRepeated).ConfigureAwait(false);
        foreach (PlannedContact contact in group.Open)
        {
            if (contact.LookUp == PlannedLookUp.Mismatch)
                await RefuseAsync(group, contact, CallState.Refused, RowReason.ContactMismatch, ServiceTexts.ContactMismatch).ConfigureAwait(false);
            else if (contact.LookUp == PlannedLookUp.Invalid)
                await RefuseAsync(group, contact, CallState.Refused, RowReason.EmailInvalid, Texts.EmailInvalid(EmailRules.FindProblem(contact.Email ?? string.Empty) ?? "it cannot be read")).ConfigureAwait(false);
            else if (contact.LookUp == PlannedLookUp.Missing && _action.Missing is string missing)
                await EndAsync(group, contact, CallState.AlreadyGone, missing, deleted: false).ConfigureAwait(false);
            else if (contact.LookUp == PlannedLookUp.Missing)
                await RefuseAsync(group, contact, CallState.NotFound, RowReason.NotFound, ServiceTexts.ContactNotFound).ConfigureAwait(false);
        }
    }

    /// <summary>Does everything for one contact.</summary>
    public async Task CallAsync(CallGroup group, PlannedContact contact, GroupReading reading)
    {
        if (reading.IsOther(contact))
        {
            await RefuseAsync(group, contact, CallState.Refused, RowReason.ContactMismatch, ServiceTexts.AddressChanged).ConfigureAwait(false);
            return;
        }

        bool isThere = reading.Contacts.TryGetValue(contact.Id!.Value, out Contact? now);
        if (isThere && _action.Refusal(now!) is RowProblem problem)
        {
            await RefuseAsync(group, contact, CallState.Refused, problem.Reason, problem.Text).ConfigureAwait(false);
            return;
        }

        long mark = _streak.Mark;
        string text = _action.NothingToDo;
        IReadOnlyList<string> routes = isThere ? _action.Routes(now!) : [];
        foreach (string route in routes)
        {
            CallAnswer answer = await _sender.DeleteAsync(route).ConfigureAwait(false);
            _action.Answered(answer.Outcome);
            if (answer.Outcome != CallOutcome.Done)
            {
                await HoldAsync(new HeldCall(group, contact, answer)).ConfigureAwait(false);
                return;
            }

            text = answer.Text;
        }

        await EndAsync(group, contact, routes.Count > 0 ? CallState.Done : CallState.AlreadyGone, text, deleted: true).ConfigureAwait(false);
        if (routes.Count > 0)
            await ReleaseAsync(_streak.Break(mark)).ConfigureAwait(false);
    }

    /// <summary>The run came to its end: what is held is about its contacts after all.</summary>
    public Task CompleteAsync() => ReleaseAsync(_streak.Break(_streak.Mark));

    private async Task HoldAsync(HeldCall call)
    {
        if (call.Answer.Outcome == CallOutcome.Lost)
            call.Group.Lose(call.Contact);
        if (_context.Stop.IsCancellationRequested)
            return;
        bool isEnough = _streak.Add(call, out IReadOnlyList<HeldCall> released);
        await ReleaseAsync(released).ConfigureAwait(false);
        if (!isEnough)
            return;
        _context.Fail(call.Answer.Outcome == CallOutcome.Refused
            ? new BulkException(BulkError.RefusedInARow, ServiceTexts.RefusedInARow(FailureStreak.Length, call.Answer.Text), _context.Connection.Host)
            : new BulkException(BulkError.ServiceUnavailable, ServiceTexts.FailedInARow(FailureStreak.Length, call.Answer.Text), _context.Connection.Host));
    }

    private async Task ReleaseAsync(IReadOnlyList<HeldCall> calls)
    {
        foreach (HeldCall call in calls)
        {
            if (call.Answer.Outcome == CallOutcome.Refused)
                await RefuseAsync(call.Group, call.Contact, CallState.Refused, RowReason.RefusedByService, call.Answer.Text).ConfigureAwait(false);
            else
                await ReportAsync(call.Contact, CallState.Unknown, call.Answer.Text + ".").ConfigureAwait(false);
        }
    }

    private async Task RefuseAsync(CallGroup group, PlannedContact contact, CallState state, RowReason reason, string text)
    {
        PlannedContact row = contact with { LookUp = PlannedLookUp.Found };
        RefusedRow refused = new(contact.Row, 0, s_shape, [row.Id?.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Email], new RowProblem(reason, text));
        _context.Journal.Refused(refused, group.Number);
        Note(group, group.Settle(contact, refused: true));
        await _context.ReportAsync(new CallResult(contact.Row, contact.Id, contact.Email, state, text) { Refused = refused }).ConfigureAwait(false);
    }

    private async Task EndAsync(CallGroup group, PlannedContact contact, CallState state, string text, bool deleted)
    {
        Note(group, group.Settle(contact, deleted: deleted));
        await ReportAsync(contact, state, text).ConfigureAwait(false);
    }

    private void Note(CallGroup group, bool isDue)
    {
        if (isDue)
            group.Note(_context.Journal, _action.Ended, _context.Now);
    }

    private Task ReportAsync(PlannedContact contact, CallState state, string text) =>
        _context.ReportAsync(new CallResult(contact.Row, contact.Id, contact.Email, state, text));
}
