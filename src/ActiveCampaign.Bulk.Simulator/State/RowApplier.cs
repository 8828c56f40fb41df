using System;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>Applies contacts of imports to the account, by the rules of the importer.</summary>
internal sealed class RowApplier
{
    private readonly AccountState _state;

    public RowApplier(AccountState state)
    {
        _state = state;
    }

    private SimulatorOptions Options => _state.Options;

    /// <summary>Applies what a batch's fate lets through.</summary>
    public void Apply(Batch batch)
    {
        int count = batch.Fate.Fails ? 0 : Math.Min(batch.Count, batch.Fate.InterruptedAfter ?? batch.Count);
        for (int i = 0; i < count; i++)
            Apply(batch, i);
        batch.End();
    }

    private void Apply(Batch batch, int index)
    {
        ImportRow row = batch.Rows[index];
        ContactRecord? contact = _state.Contacts.Find(row.Email!);
        RefusalCause cause = Refuse(row, contact);
        if (cause != RefusalCause.None)
        {
            batch.SetRow(index, RowOutcome.Refused, cause, 0);
            return;
        }

        DateTimeOffset now = batch.Schedule.Ends;
        RowOutcome outcome = contact is null ? RowOutcome.Created : RowOutcome.Updated;
        contact ??= _state.CreateContact(row.Email!, now);
        Merge(contact, row, now);
        contact.TimesApplied++;
        batch.SetRow(index, outcome, RefusalCause.None, contact.Id);
        batch.ShareEmail(index, contact.Email);
        if (!IsExcluded(batch, row))
            _state.RunAutomation(contact, now, batch.ExcludeAutomations || row.ExcludeAutomations);
    }

    private bool IsExcluded(Batch batch, ImportRow row) => Options.ExcludeAutomationsPlace switch
    {
        ExcludeAutomationsPlace.TopLevel => batch.ExcludeAutomations,
        ExcludeAutomationsPlace.PerContact => row.ExcludeAutomations,
        _ => batch.ExcludeAutomations || row.ExcludeAutomations,
    };

    private RefusalCause Refuse(ImportRow row, ContactRecord? contact)
    {
        string email = row.Email!.Trim();
        if (!AddressRules.IsWellFormed(email))
            return RefusalCause.MalformedAddress;
        if (_state.Catalogue.IsExcluded(email))
            return RefusalCause.Excluded;
        if (_state.IsBounced(email))
            return RefusalCause.Bounced;
        if (contact is not null && Options.UnsubscribedFailsWholeContact && HasLeftOneOf(contact, row.Subscribe))
            return RefusalCause.Unsubscribed;
        if (Options.BadFieldValue == BadFieldValue.FailContact && !ValuesFit(row))
            return RefusalCause.BadFieldValue;
        return contact is null && _state.IsFull ? RefusalCause.ContactLimit : RefusalCause.None;
    }

    private static bool HasLeftOneOf(ContactRecord contact, int[] listIds)
    {
        foreach (int id in listIds)
        {
            if (contact.StatusOn(id) == ContactListStatus.Unsubscribed)
                return true;
        }

        return false;
    }

    private bool ValuesFit(ImportRow row) => Array.TrueForAll(
        row.Fields, input => _state.Catalogue.Field(input.Id) is not { } field || FieldValues.Fits(field, input.Value));

    private void Merge(ContactRecord contact, ImportRow row, DateTimeOffset now)
    {
        contact.FirstName = Merged(contact.FirstName, row.FirstName);
        contact.LastName = Merged(contact.LastName, row.LastName);
        contact.Phone = Merged(contact.Phone, row.Phone);
        if (row.AccountName is null || _state.KnowsAccount(row.AccountName))
            contact.AccountName = Merged(contact.AccountName, row.AccountName);
        contact.Reserve(row.Subscribe.Length, row.Tags.Length, row.Fields.Length);
        foreach (FieldInput input in row.Fields)
            SetField(contact, input, now);
        foreach (string tag in row.Tags)
            AddTag(contact, tag, now);
        foreach (int listId in row.Subscribe)
            Subscribe(contact, listId, now);
        foreach (int listId in row.Unsubscribe)
            Unsubscribe(contact, listId, now);
        contact.Touch(now, !Options.UdateLags);
    }

    private string Merged(string current, string? sent) =>
        sent is null || (sent.Length == 0 && !Options.EmptyStringClears) ? current : sent;

    private void SetField(ContactRecord contact, FieldInput input, DateTimeOffset now)
    {
        if (_state.Catalogue.Field(input.Id) is not { } field)
            return;
        if (input.Value.Length == 0)
        {
            if (Options.EmptyStringClears)
                contact.RemoveField(field.Id);
            return;
        }

        if (Options.BadFieldValue == BadFieldValue.Drop && !FieldValues.Fits(field, input.Value))
            return;
        _state.Contacts.SetField(contact, field.Id, FieldValues.Shape(field, input.Value, Options.OffsetAt(now)), now);
    }

    private void AddTag(ContactRecord contact, string name, DateTimeOffset now)
    {
        if (name.Length == 0)
            return;
        Tag tag = _state.Catalogue.Tag(name) ?? _state.Catalogue.AddTag(name, now);
        _state.Contacts.AddTag(contact, tag.Id, now);
    }

    private void Subscribe(ContactRecord contact, int listId, DateTimeOffset now)
    {
        ContactListStatus? status = contact.StatusOn(listId);
        if (_state.Catalogue.List(listId) is null || status is ContactListStatus.Active or ContactListStatus.Unsubscribed)
            return;
        _state.Contacts.SetList(contact, listId, ContactListStatus.Active, source: 3, now);
    }

    private void Unsubscribe(ContactRecord contact, int listId, DateTimeOffset now)
    {
        if (_state.Catalogue.List(listId) is not null)
            _state.Contacts.SetList(contact, listId, ContactListStatus.Unsubscribed, source: 3, now);
    }
}
