using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// Reads the contacts that pipeline objects name: whatever has an id or an address, and the results of imports, which
/// stand for the rows they brought in. What names nobody is an error, and the others go on.
/// </summary>
internal sealed class MemberReader : IRowReader
{
    private readonly Cmdlet _command;
    private readonly BulkSession _session;
    private readonly int _chunkSize;
    private readonly bool _allowIdOnly;
    private readonly HashSet<string> _people = new(StringComparer.Ordinal);
    private readonly DeletedRows _deleted = new();
    private List<SourceRow> _chunk = [];
    private long _number;
    private long _objects;
    private RowShape? _shape;

    public MemberReader(Cmdlet command, BulkSession session, int chunkSize, bool allowIdOnly)
    {
        _allowIdOnly = allowIdOnly;
        _command = command;
        _session = session;
        _chunkSize = chunkSize;
    }

    /// <summary>Whether people are counted, which takes their addresses into memory.</summary>
    public bool CountsPeople { get; init; }

    /// <summary>People read: whoever is named by the same address twice, or by the same id alone, counts once.</summary>
    public long People => _people.Count;

    /// <inheritdoc/>
    public IReadOnlyList<SourceRow>? Read(PSObject input)
    {
        if (_deleted.Pass(input, _command.WriteWarning))
            return null;
        _objects++;
        if (input.BaseObject is ACImportResult result)
            Add(result);
        else
            Add(input);
        return _chunk.Count >= _chunkSize ? Take() : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<SourceRow>? TakeRest() => _chunk.Count == 0 ? null : Take();

    private void Add(PSObject input)
    {
        if (_objects == 1)
            ContactInput.CheckColumns(input);
        try
        {
            if (ContactInput.Read(input, _objects, _session, _allowIdOnly) is ContactReference contact)
                _chunk.Add(Numbered(contact) with { Original = OriginalOf(input), IsInAccount = IsFresh(input) });
        }
        catch (CommandException e) when (e.ErrorId is not (ErrorIds.AccountMismatch or ErrorIds.IdWithoutAddress))
        {
            _command.WriteError(ErrorRecords.In(_session.Service, ErrorRecords.Of(e)));
        }
    }

    // Read a moment ago, by this process, and as it was then; whoever may not be written to is looked at once more.
    private static bool IsFresh(PSObject input) => input.BaseObject is CCContact { Status: not ("deleted" or "unsubscribed") };

    // Whoever is refused keeps the columns that nobody is found by.
    private SourceRow? OriginalOf(PSObject input)
    {
        if (InputKinds.IsContact(input) || InputKinds.CellsOf(input) is not IEnumerable<KeyValuePair<string, object?>> cells)
            return null;
        KeyValuePair<string, object?>[] all = cells.ToArray();
        string[] columns = all.Select(cell => cell.Key).ToArray();
        if (_shape?.Matches(columns) != true)
            _shape = new RowShape(columns);
        return new SourceRow(_number, 0, _shape, all.Select(cell => cell.Value).ToArray());
    }

    private void Add(ACImportResult result)
    {
        if (result.Host != _session.Host)
            throw ErrorRecords.Mismatch(result.Host, _session.Host, result);
        if (result.Addresses is null)
        {
            if (result.Imported > 0)
                _command.WriteError(ErrorRecords.In(_session.Service, ErrorRecords.OfGone(result)));
            return;
        }

        foreach (string email in result.Addresses.Read())
            _chunk.Add(Numbered(new ContactReference(0, null, email)) with { IsInAccount = true });
    }

    private SourceRow Numbered(ContactReference contact)
    {
        SourceRow row = MemberRows.ToRow(contact with { Row = ++_number });
        if (CountsPeople)
            _people.Add(MemberRows.EmailOf(row) is string email ? AddressForm.Of(email) : "id:" + row.Values[0]);
        return row;
    }

    private List<SourceRow> Take()
    {
        List<SourceRow> chunk = _chunk;
        _chunk = [];
        return chunk;
    }
}
