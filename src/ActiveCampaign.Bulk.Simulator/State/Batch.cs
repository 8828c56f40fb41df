using System;
using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>One accepted import, from its arrival to its end and after.</summary>
internal sealed class Batch : IWork
{
    private readonly string[] _emails;
    private readonly byte[] _outcomes;
    private readonly byte[] _causes;
    private readonly int[] _contactIds;
    private BatchState? _end;

    public Batch(string id, int number, ImportRequest request, BatchSchedule schedule)
    {
        Id = id;
        Number = number;
        Schedule = schedule;
        ExcludeAutomations = request.ExcludeAutomations;
        Callback = request.Callback;
        Rows = request.Rows!;
        _emails = Rows.Select(row => row.Email!).ToArray();
        _outcomes = new byte[_emails.Length];
        _causes = new byte[_emails.Length];
        _contactIds = new int[_emails.Length];
    }

    public string Id { get; }

    public int Number { get; }

    public BatchSchedule Schedule { get; }

    public DateTimeOffset Ends => Schedule.Ends;

    public BatchFate Fate { get; } = new();

    public bool ExcludeAutomations { get; }

    public CallbackRequest? Callback { get; }

    /// <summary>What was sent; empty once the batch has ended.</summary>
    public List<ImportRow> Rows { get; private set; }

    public int Count => _emails.Length;

    public IReadOnlyList<string> Emails => _emails;

    public bool HasEnded => _end is not null;

    public BatchState StateAt(DateTimeOffset now)
    {
        if (Fate.StatusFalseForever || now < Schedule.Waiting)
            return BatchState.Received;
        if (_end is { } end)
            return end;
        if (Fate.StuckWaiting || now < Schedule.Claimed)
            return BatchState.Waiting;
        if (now < Schedule.Active)
            return BatchState.Claimed;

        // Not by the time: between the look at the clock that applies batches and this one it may have gone by.
        return BatchState.Active;
    }

    public void SetRow(int row, RowOutcome outcome, RefusalCause cause, int contactId)
    {
        _outcomes[row] = (byte)outcome;
        _causes[row] = (byte)cause;
        _contactIds[row] = contactId;
    }

    public RowSnapshot Row(int row) => new(_emails[row], OutcomeOf(row), (RefusalCause)_causes[row], _contactIds[row]);

    /// <summary>Keeps the contact's own copy of an address where it is the same.</summary>
    public void ShareEmail(int row, string email)
    {
        if (string.Equals(_emails[row], email, StringComparison.Ordinal))
            _emails[row] = email;
    }

    /// <summary>Marks the end and lets go of what was sent.</summary>
    public void End()
    {
        _end = FinalState();
        Rows = [];
    }

    private RowOutcome OutcomeOf(int row)
    {
        RowOutcome outcome = (RowOutcome)_outcomes[row];
        return outcome == RowOutcome.Pending && HasEnded ? RowOutcome.NotApplied : outcome;
    }

    private BatchState FinalState()
    {
        if (Fate.Fails)
            return BatchState.Failed;
        return Fate.InterruptedAfter is null ? BatchState.Completed : BatchState.Interrupted;
    }
}
