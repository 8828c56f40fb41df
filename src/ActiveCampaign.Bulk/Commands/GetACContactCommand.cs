using System;
using System.Collections;
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
    private const string EmailSet = "Email";
    private const string IdSet = "Id";

    // Its view shows the fields, which were asked for by name.
    private const string WithFields = "ActiveCampaign.Bulk.ACContact#Fields";

    private readonly DeletedRows _deleted = new();
    private readonly List<int> _damaged = [];
    private List<ContactReference> _chunk = [];
    private ContactSelection? _selection;
    private ContactLookup? _lookup;
    private ContactStream? _stream;
    private long _row;

    /// <summary>Addresses of contacts.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = EmailSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Email { get; set; }

    /// <summary>Ids of contacts.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet)]
    [ValidateRange(1, int.MaxValue)]
    public int[]? Id { get; set; }

    /// <summary>Writes a plain row for each contact, with the cells of an exported file, for programs that take rows.</summary>
    [Parameter]
    public SwitchParameter AsRow { get; set; }

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
        foreach (object named in (IEnumerable?)Email ?? Id ?? Array.Empty<int>())
            Take(PSObject.AsPSObject(named));
        if (ParameterSetName == FilterSet && !TakesInput)
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
        ProgressMeter progress = new(this, "Reading contacts", Live.Account);
        long read = 0;
        _stream = new ContactStream(selection);
        while (Await(token => _stream.NextAsync(token)) is IReadOnlyList<ContactDetails> page)
        {
            foreach (ContactDetails contact in page)
                Write(contact);
            read += page.Count;
            if (progress.IsDue)
                progress.Show(read, _stream.Total, _stream.Total is long total ? $"{read:N0} of {total:N0} contacts" : $"{read:N0} contacts");
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
        WriteObject(AsRow ? ToRow(contact) : ToOutput(contact));
    }

    private PSObject ToRow(ContactDetails contact)
    {
        PSObject row = new();
        foreach (KeyValuePair<string, string> cell in _selection!.CellsOf(contact))
            row.Properties.Add(new PSNoteProperty(cell.Key, cell.Value));
        return row;
    }

    private PSObject ToOutput(ContactDetails contact)
    {
        PSObject output = PSObject.AsPSObject(Mapping.ToContact(contact, _selection!.Fields, Current));
        if (Property is not null && contact.Fields is not null)
            output.TypeNames.Insert(0, WithFields);
        return output;
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
        return _selection = Await(token => ContactSelection.PrepareAsync(account, filters, Property, Matches, token));
    }
}
