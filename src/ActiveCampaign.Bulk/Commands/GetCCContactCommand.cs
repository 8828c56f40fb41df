using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.ConstantContact.Export;
using ActiveCampaign.Bulk.ConstantContact.Lookup;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Shows contacts of Constant Contact: those that filters name, or those that come in by id or address.</summary>
[Cmdlet(VerbsCommon.Get, "CCContact", DefaultParameterSetName = FilterSet)]
[OutputType(typeof(CCContact))]
public sealed class GetCCContactCommand : CCContactCommand
{
    private const string InputSet = "Input";
    private const string EmailSet = "Email";
    private const string IdSet = "Id";

    // Its view shows the fields, which were asked for by name.
    private const string WithFields = "ActiveCampaign.Bulk.CCContact#Fields";

    private readonly DeletedRows _deleted = new();
    private readonly List<ContactReference> _named = [];
    private StoredSelection? _selection;

    /// <summary>Contacts by id or address.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    public PSObject? InputObject { get; set; }

    /// <summary>Addresses of contacts.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = EmailSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Email { get; set; }

    /// <summary>Ids of contacts.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet)]
    [ValidateNotNullOrEmpty]
    public System.Guid[]? Id { get; set; }

    /// <summary>Writes a plain row for each contact, with the cells of an exported file, for programs that take rows.</summary>
    [Parameter]
    public SwitchParameter AsRow { get; set; }

    private protected override void Process() => InputItems.ForEach(InputObject, Take);

    private protected override void End()
    {
        foreach (object named in Email?.Cast<object>() ?? Id?.Cast<object>() ?? [])
            Take(PSObject.AsPSObject(named));
        WantedContacts wanted = ReadFilters();
        Core.Http.AccountConnection account = Live.Account;
        bool isFiltered = ParameterSetName == FilterSet && !MyInvocation.ExpectingInput;
        if (!isFiltered && _named.Count == 0)
            return;
        _selection = Await(token => StoredSelection.PrepareAsync(account, wanted, Property, Matches, token));
        if (isFiltered)
            WriteFiltered();
        else
            WriteNamed();
    }

    private void Take(PSObject contact)
    {
        if (!_deleted.Pass(contact, WriteWarning) && ContactInput.Read(contact, _named.Count + 1, Current, allowIdOnly: true) is ContactReference read)
            _named.Add(read);
    }

    private void WriteFiltered()
    {
        ProgressMeter progress = new(this, "Reading contacts", Live.Account);
        StoredStream stream = _selection!.Open();
        long read = 0;
        while (Await(stream.ReadAsync) is IReadOnlyList<StoredContact> page)
        {
            foreach (StoredContact contact in page)
                Write(contact);
            read += page.Count;
            if (progress.IsDue)
                progress.Show(read, stream.Total, stream.Total is int total ? $"{read:N0} of {total:N0} contacts" : $"{read:N0} contacts");
        }

        progress.Complete();
    }

    private void WriteNamed()
    {
        List<ContactReference> named = _named.FindAll(contact => contact.Key is not null || EmailRules.FindProblem(contact.Email ?? string.Empty) is null);
        IReadOnlyList<StoredContact?> found = named.Count == 0 ? [] : Await(token => _selection!.FindAsync(named.ConvertAll(contact => new NamedContact(contact.Key, contact.Email)), token));
        Dictionary<long, StoredContact?> contacts = named.Select((contact, i) => (contact.Row, found[i])).ToDictionary(pair => pair.Row, pair => pair.Item2);
        foreach (ContactReference asked in _named)
        {
            StoredContact? contact = contacts.TryGetValue(asked.Row, out StoredContact? there) ? there : null;
            if (contact is null || (asked.Email is not null && !AddressForm.IsSame(asked.Email, contact.Email)))
                WriteError(ErrorRecords.OfContact(asked, isOther: contact is not null));
            else
                Write(contact);
        }
    }

    private void Write(StoredContact contact)
    {
        if (AsRow)
        {
            PSObject row = new();
            foreach (KeyValuePair<string, string> cell in _selection!.CellsOf(contact))
                row.Properties.Add(new PSNoteProperty(cell.Key, cell.Value));
            WriteObject(row);
            return;
        }

        PSObject output = PSObject.AsPSObject(CCMapping.ToContact(contact, _selection!.Columns, Current));
        if (Property is not null && _selection.Columns.Any(column => column.Field is not null))
            output.TypeNames.Insert(0, WithFields);
        WriteObject(output);
    }
}
