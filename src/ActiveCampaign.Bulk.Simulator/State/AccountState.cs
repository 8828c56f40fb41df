using System;
using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>
/// Everything the account holds. Whoever reads or writes it holds <see cref="Gate"/> and has called
/// <see cref="Settle"/> since taking it, so that batches whose time has come are always applied.
/// </summary>
internal sealed class AccountState
{
    private readonly HashSet<string> _bounced = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _accounts = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeProvider _clock;
    private readonly RowApplier _applier;
    private readonly Random _random;
    private (int Year, int Month, int Count) _archived;

    public AccountState(SimulatorOptions options, TimeProvider clock, OffenceCounters offences)
    {
        Options = options;
        _clock = clock;
        Offences = offences;
        Catalogue = new Catalogue(options);
        _applier = new RowApplier(this);
        _random = new Random(options.Seed);
        Segments = new SegmentRuns(this);
    }

    public object Gate { get; } = new();

    public SimulatorOptions Options { get; }

    public OffenceCounters Offences { get; }

    public ContactStore Contacts { get; } = new();

    public DeletionLedger Deletions { get; } = new();

    public Catalogue Catalogue { get; }

    public SegmentRuns Segments { get; }

    public WorkQueue<Batch> Batches { get; } = new();

    public long AutomationRuns { get; private set; }

    public bool AutomationsForbidden { get; set; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    public bool IsFull => Options.ContactLimit is { } limit && Contacts.Count >= limit;

    public IEnumerable<string> Bounced => _bounced;

    /// <summary>Applies every batch whose time has come, in the order of their ends.</summary>
    public void Settle()
    {
        DateTimeOffset now = Now;
        while (Batches.TakeDue(now) is { } batch)
        {
            if (!batch.Fate.NeverEnds)
                _applier.Apply(batch);
        }
    }

    /// <summary>Lets every batch go on that a fault keeps waiting; those whose time has passed are applied now.</summary>
    public int Release()
    {
        int released = 0;
        foreach (Batch batch in Batches.All)
        {
            if (batch.HasEnded || !batch.Fate.StuckWaiting)
                continue;
            batch.Fate.StuckWaiting = false;
            released++;
            if (batch.Schedule.Ends <= Now)
                _applier.Apply(batch);
        }

        return released;
    }

    public Batch NewBatch(ImportRequest request, DateTimeOffset received)
    {
        byte[] id = new byte[16];
        _random.NextBytes(id);
        BatchSchedule schedule = BatchSchedule.Plan(Options, received, request.Rows!.Count, _random.NextDouble());
        return new Batch(new Guid(id).ToString(), Batches.All.Count + 1, request, schedule);
    }

    public void RunAutomation(ContactRecord contact, DateTimeOffset began, bool wasExcluded = false)
    {
        AutomationRuns++;
        contact.AddAutomationRun(new Moment(began));
        if (wasExcluded || AutomationsForbidden)
            Offences.Add(OffenceKind.AutomationDespiteExclusion, "contact " + contact.Id);
    }

    /// <summary>Sets a value as single calls do: an empty one clears the field.</summary>
    public FieldEntry SetField(ContactRecord contact, FieldDefinition field, string value, DateTimeOffset now)
    {
        FieldEntry entry = Contacts.SetField(contact, field.Id, FieldValues.Shape(field, value, Options.OffsetAt(now)), now);
        if (value.Length == 0)
            contact.RemoveField(field.Id);
        return entry;
    }

    public void SetBounced(string email) => _bounced.Add(email.Trim());

    public bool IsBounced(string email) => _bounced.Count > 0 && _bounced.Contains(email);

    public void AddAccount(string name) => _accounts.Add(name);

    /// <summary>Whether contacts can be put into an account, making it where imports may.</summary>
    public bool KnowsAccount(string name)
    {
        if (name.Length > 0 && Options.ImportsCreateAccounts)
            _accounts.Add(name);
        return name.Length == 0 || _accounts.Contains(name);
    }

    /// <summary>Makes a contact; one that was deleted may still have left its lists.</summary>
    public ContactRecord CreateContact(string email, DateTimeOffset now)
    {
        ContactRecord contact = Contacts.Create(email, now);
        if (Options.DeletedContactsForgetUnsubscribes)
            return contact;
        foreach (ListLink link in Deletions.TakeLeft(email))
            Contacts.SetList(contact, link.ListId, link.Status, link.SourceId, now);
        return contact;
    }

    /// <summary>Counts a deletion; false where the month has no more.</summary>
    public bool TryArchive()
    {
        DateTimeOffset local = Now.ToOffset(Options.OffsetAt(Now));
        if (_archived.Year != local.Year || _archived.Month != local.Month)
            _archived = (local.Year, local.Month, 0);
        if (Options.ArchiveLimit is { } limit && _archived.Count >= limit)
            return false;
        _archived.Count++;
        return true;
    }

    public ContactSnapshot Snapshot(ContactRecord contact) => new()
    {
        Id = contact.Id,
        Email = contact.Email,
        FirstName = contact.FirstName,
        LastName = contact.LastName,
        Phone = contact.Phone,
        AccountName = contact.AccountName,
        Tags = contact.Tags.ToArray().Select(link => Catalogue.Tag(link.TagId)!.Name).ToArray(),
        FieldValues = contact.Fields.ToArray().ToDictionary(entry => entry.FieldId, entry => entry.Value),
        Lists = contact.Lists.ToArray().ToDictionary(link => link.ListId, link => link.Status),
        Created = contact.Created,
        Updated = contact.Updated,
        AutomationRuns = contact.AutomationRuns.Length,
        TimesApplied = contact.TimesApplied,
    };

    public BatchSnapshot Snapshot(Batch batch) => new()
    {
        Id = batch.Id,
        Number = batch.Number,
        Received = batch.Schedule.Received,
        Ends = batch.Schedule.Ends,
        State = batch.StateAt(Now),
        ExcludeAutomations = batch.ExcludeAutomations,
        Rows = Enumerable.Range(0, batch.Count).Select(batch.Row).ToArray(),
    };
}
