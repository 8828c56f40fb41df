using System.Collections.Generic;
using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Lookup;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Shows contacts: those that filters name, or those that come in by id or address.</summary>
[Cmdlet(VerbsCommon.Get, "ACContact", DefaultParameterSetName = FilterSet)]
[OutputType(typeof(ACContact))]
public sealed class GetACContactCommand : ContactCommand
{
    private readonly DeletedRows _deleted = new();
    private readonly List<int> _damaged = [];
    private List<ContactReference> _chunk = [];
    private ContactLookup? _lookup;
    private ContactStream? _stream;
    private long _row;

    private protected override void Process() => InputItems.ForEach(InputObject, Take);

    private void Take(PSObject contact)
    {
        if (_deleted.Pass(contact, WriteWarning) || ContactInput.Read(contact, _row + 1, Current, allowIdOnly: true) is not ContactReference read)
            return;
        _row++;
        _chunk.Add(read);
        if (_chunk.Count < ServiceLimits.PageSize)
            return;
        Add();
    }

    private protected override void End()
    {
        if (!TakesInput)
            WriteFiltered();
        else if (_row > 0)
            WriteRest();
        if (_damaged.Count > 0)
            WriteWarning(Messages.TextDamaged(_damaged));
    }

    private protected override void Release()
    {
        _stream?.Dispose();
    }

    private void WriteFiltered()
    {
        ContactFilters filters = ReadFilters();
        ContactSelection selection = Select(filters);
        ProgressMeter progress = new(this, "Reading from " + Current.Host);
        long read = 0;
        _stream = new ContactStream(selection);
        while (Await(token => _stream.NextAsync(token)) is IReadOnlyList<ContactDetails> page)
        {
            foreach (ContactDetails contact in page)
                Write(contact);
            read += page.Count;
            if (progress.IsDue)
                progress.Show($"{read:N0} contacts", _stream.Total is long total and > 0 ? (double)read / total : null);
        }

        progress.Complete();
    }

    private void Write(IReadOnlyList<(ContactMatch Match, ContactDetails? Contact)> read)
    {
        foreach ((ContactMatch match, ContactDetails? contact) in read)
        {
            if (contact is null)
                WriteError(ErrorRecords.OfContact(match));
            else
                Write(contact);
        }
    }

    private void Write(ContactDetails contact)
    {
        if (contact.Contact.IsDamaged)
            _damaged.Add(contact.Contact.Id);
        WriteObject(Mapping.ToContact(contact, Current));
    }

    private void WriteRest()
    {
        Add();
        Write(Await(token => _lookup!.CompleteAsync(token)));
    }

    private void Add()
    {
        _lookup ??= new ContactLookup(Select(new ContactFilters()));
        List<ContactReference> chunk = _chunk;
        _chunk = [];
        Write(Await(token => _lookup.AddAsync(chunk, token)));
    }

    private ContactSelection Select(ContactFilters filters)
    {
        Core.Http.AccountConnection account = Live.Account;
        return Await(token => ContactSelection.PrepareAsync(account, filters, Property, Matches, token));
    }
}
