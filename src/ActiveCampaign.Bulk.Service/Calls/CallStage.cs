using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Channels;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>
/// Goes through the journaled groups: reads what their contacts need a little ahead of the calls, and makes these with
/// several in flight, so that neither reading nor latency leaves the lane idle.
/// </summary>
internal sealed class CallStage
{
    // The lane lets out five a second and takes a slot back a second later: more than that is never under way.
    private const int AtOnce = 8;

    private readonly CallContext _context;
    private readonly CallAction _action;
    private readonly JournalState _journal;
    private readonly ContactCaller _caller;
    private readonly Channel<(CallGroup Group, Task<GroupReading> Reading)> _read;
    private readonly Channel<(CallGroup Group, PlannedContact Contact, GroupReading Reading)> _calls;
    private readonly List<CallGroup> _begun = [];

    public CallStage(CallContext context, CallAction action, JournalState journal)
    {
        _context = context;
        _action = action;
        _journal = journal;
        _caller = new ContactCaller(context, action);
        _read = Channel.CreateBounded<(CallGroup, Task<GroupReading>)>(action.ReadsAhead);
        _calls = Channel.CreateBounded<(CallGroup, PlannedContact, GroupReading)>(4 * AtOnce);
    }

    /// <summary>Runs to the end, or until the run is stopped.</summary>
    /// <param name="guard">Runs a part of it, and ends the run where that fails.</param>
    public async Task RunAsync(Func<Func<Task>, Task> guard)
    {
        Task[] parts = [guard(ReadAsync), guard(DispatchAsync), .. Enumerable.Range(0, AtOnce).Select(_ => guard(CallAsync))];
        await Task.WhenAll(parts).ConfigureAwait(false);
        if (!_context.Stop.IsCancellationRequested)
            await guard(_caller.CompleteAsync).ConfigureAwait(false);
        await guard(NoteAllAsync).ConfigureAwait(false);
    }

    private async Task ReadAsync()
    {
        try
        {
            await Task.Yield();
            foreach (BatchEntry entry in _journal.Batches)
            {
                if (CallGroup.Load(_context.Journal, entry, _journal.Ledger) is CallGroup group)
                    await _read.Writer.WriteAsync((group, ReadGroupAsync(group)), _context.Stop).ConfigureAwait(false);
            }
        }
        finally
        {
            _read.Writer.TryComplete();
        }
    }

    private Task<GroupReading> ReadGroupAsync(CallGroup group) => Task.Run(async () =>
    {
        List<PlannedContact> found = Found(group).ToList();
        GroupReading reading = await ReadAsync(found).ConfigureAwait(false);

        // What is on its way to the account still would come after the calls, and a backup has to have it.
        bool isOld = await _context.Elsewhere.WaitAsync(reading.Contacts.Values.Select(contact => contact.Email)).ConfigureAwait(false);
        return isOld ? await ReadAsync(found).ConfigureAwait(false) : reading;
    });

    private async Task<GroupReading> ReadAsync(List<PlannedContact> found) =>
        new(found, found.Count == 0 ? [] : await _action.ReadAsync(found.ConvertAll(contact => contact.Id!.Value), _context.Stop).ConfigureAwait(false));

    private async Task DispatchAsync()
    {
        try
        {
            while (await _read.Reader.WaitToReadAsync(_context.Stop).ConfigureAwait(false))
            {
                while (_read.Reader.TryRead(out (CallGroup Group, Task<GroupReading> Reading) next))
                    await DispatchAsync(next.Group, await next.Reading.ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
        finally
        {
            _calls.Writer.TryComplete();
        }
    }

    private async Task DispatchAsync(CallGroup group, GroupReading reading)
    {
        _context.Stop.ThrowIfCancellationRequested();
        _begun.RemoveAll(begun => begun.IsDone);
        _begun.Add(group);
        await _caller.SettleAsync(group).ConfigureAwait(false);
        _action.Begin([.. reading.Contacts.Values]);
        foreach (PlannedContact contact in Found(group))
            await _calls.Writer.WriteAsync((group, contact, reading), _context.Stop).ConfigureAwait(false);
    }

    private async Task CallAsync()
    {
        while (await _calls.Reader.WaitToReadAsync(_context.Stop).ConfigureAwait(false))
        {
            while (_calls.Reader.TryRead(out (CallGroup Group, PlannedContact Contact, GroupReading Reading) call))
            {
                _context.Stop.ThrowIfCancellationRequested();
                await _caller.CallAsync(call.Group, call.Contact, call.Reading).ConfigureAwait(false);
            }
        }
    }

    private Task NoteAllAsync()
    {
        foreach (CallGroup group in _begun)
            group.Note(_context.Journal, _action.Ended, _context.Now);
        return Task.CompletedTask;
    }

    private static IEnumerable<PlannedContact> Found(CallGroup group) => group.Open.Where(contact => contact.LookUp == PlannedLookUp.Found);
}
