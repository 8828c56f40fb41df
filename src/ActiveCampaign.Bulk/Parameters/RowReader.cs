using System;
using System.Collections;
using System.Collections.Generic;
using System.Data;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// Copies the values of pipeline objects, whatever properties each of them has. This is where PSObject ends. All rows of a
/// chunk have the columns of all rows so far; a row that lacks one has nothing there.
/// </summary>
internal sealed class RowReader : IRowReader
{
    private const int LeadRows = 20;

    private static readonly RowShape s_none = new([]);

    private readonly ServiceKind _target;
    private readonly int _chunkSize;
    private readonly Action<string> _warn;
    private readonly OwnProperties _own = new();
    private readonly DeletedRows _deleted = new();
    private readonly List<string> _columns = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
    private RowShape? _shape;
    private int _settled;
    private List<SourceRow> _chunk = [];
    private long _number;
    private object?[] _values = [];
    private int _next;
    private RowProblem? _problem;
    private IReadOnlyDictionary<string, string>? _fieldTypes;

    /// <param name="target">The service that the rows go to.</param>
    /// <param name="chunkSize">Rows in a chunk.</param>
    /// <param name="warn">Tells the user something, once.</param>
    public RowReader(ServiceKind target, int chunkSize, Action<string> warn)
    {
        _target = target;
        _chunkSize = chunkSize;
        _warn = warn;
    }

    /// <summary>The contacts of another service so far.</summary>
    public ConsentSums Consent { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<SourceRow>? Read(PSObject input)
    {
        if (_deleted.Pass(input, _warn))
            return null;
        Begin();
        Copy(input);
        if (_number == 0)
            _settled = _columns.Count;

        // Spreadsheets write rows of nothing but delimiters; nobody is meant by them.
        if (Array.TrueForAll(_values, IsBlank))
            return null;
        _chunk.Add(new SourceRow(++_number, 0, _shape ?? s_none, _values, _problem));
        return _chunk.Count >= _chunkSize ? Take() : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<SourceRow>? TakeRest() => _chunk.Count == 0 ? null : Take();

    private List<SourceRow> Take()
    {
        List<SourceRow> chunk = _chunk;
        _chunk = new List<SourceRow>(_chunkSize);
        if (_shape?.Columns.Count == _columns.Count)
            return chunk;
        _shape = new RowShape(_columns.ToArray(), _settled, mayGrow: chunk.Count >= _chunkSize) { Lead = LeadOf(chunk), FieldTypes = _fieldTypes };
        for (int i = 0; i < chunk.Count; i++)
            chunk[i] = chunk[i] with { Shape = _shape, Values = Widened(chunk[i].Values) };
        return chunk;
    }

    private object?[] Widened(object?[] values)
    {
        if (values.Length < _columns.Count)
            Array.Resize(ref values, _columns.Count);
        return values;
    }

    private void Begin()
    {
        _values = new object?[_columns.Count];
        _next = 0;
        _problem = null;
    }

    private void Copy(PSObject input)
    {
        switch (input.BaseObject)
        {
            case PSCustomObject:
                if (_own.Of(input) is not IEnumerable<PSMemberInfo> own || !TryCopy(own))
                    Copy(input.Properties);
                break;
            case ACContact contact:
                Copy(contact, ContactRows.CellsOf(contact, _target));
                break;
            case CCContact contact:
                Copy(contact, ContactRows.CellsOf(contact, _target));
                break;
            case IDictionary map:
                foreach (DictionaryEntry entry in map)
                    Put(entry.Key.ToString() ?? string.Empty, entry.Value);
                break;
            case DataRow row:
                foreach (DataColumn column in row.Table.Columns)
                    Put(column.ColumnName, row[column]);
                break;
            case IDataRecord record:
                for (int i = 0; i < record.FieldCount; i++)
                    Put(record.GetName(i), record[i]);
                break;
            default:
                throw NotARow(input.BaseObject);
        }
    }

    private void Copy(object contact, IEnumerable<KeyValuePair<string, object?>> cells)
    {
        foreach (KeyValuePair<string, object?> cell in cells)
            Put(cell.Key, cell.Value);
        RowProblem? problem = ContactRows.FindProblem(contact, _target);
        _problem = problem ?? _problem;
        _fieldTypes ??= FieldKin.Of(contact, _target);
        if (ContactRows.FindConsent(contact, _target) is string consent)
            Consent.Add(consent, isTaken: problem is null);
    }

    private bool TryCopy(IEnumerable<PSMemberInfo> own)
    {
        foreach (PSMemberInfo member in own)
        {
            if (member is PSNoteProperty note)
                Put(note.Name, note.Value);
            else if (member is PSPropertyInfo)
                return false;
        }

        return true;
    }

    private void Copy(PSMemberInfoCollection<PSPropertyInfo> properties)
    {
        Begin();
        foreach (PSPropertyInfo property in properties)
            Put(property.Name, Read(property));
    }

    private static object? Read(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException e)
        {
            return new UnreadableValue(string.Empty, Messages.PropertyFailed(e.Message));
        }
    }

    // Most rows have the columns of the row before, in its order.
    private void Put(string name, object? value)
    {
        int place = _next;
        if (place >= _columns.Count || !string.Equals(_columns[place], name, StringComparison.Ordinal))
            place = PlaceOf(name);
        if (_values[place] is not null)
            _problem ??= new RowProblem(RowReason.DuplicateColumn, Messages.ColumnTwice(name), name);
        _values[place] = Plain(value);
        _next = place + 1;
    }

    private int PlaceOf(string name)
    {
        if (_places.TryGetValue(name, out int place))
            return place;
        _places.Add(name, place = _columns.Count);
        _columns.Add(name);
        _values = Widened(_values);
        return place;
    }

    private static CommandException NotARow(object source) => new(
        ErrorIds.NotARow, source is string or FileSystemInfo ? Messages.NotARowButPath : Messages.NotARow, source.GetType().Name);

    private static bool IsBlank(object? value) => value is null || (value is string text && TextRules.IsBlank(text));

    // The first rows, where a title above the header shows.
    private static (long, IReadOnlyList<string>)[] LeadOf(List<SourceRow> chunk) =>
        chunk.Take(LeadRows).Select(row => (row.Number, (IReadOnlyList<string>)row.Values.Select(value => value as string ?? string.Empty).ToArray())).ToArray();

    // What a row has is never null, which is for what it lacks.
    private static object Plain(object? value)
    {
        if (value is string text)
            return text;
        object? plain = InputKinds.Plain(value);
        return plain switch
        {
            null or DBNull => string.Empty,
            string unwrapped => unwrapped,
            PSCustomObject or IDictionary => new UnreadableValue(value!.ToString() ?? string.Empty),
            IEnumerable several => Items(several),
            _ => plain,
        };
    }

    private static object Items(IEnumerable several)
    {
        List<object?> items = [];
        foreach (object? item in several)
        {
            object? plain = item is PSObject wrapped ? wrapped.BaseObject : item;
            items.Add(plain is PSCustomObject or IDictionary || (plain is IEnumerable && plain is not string) ? new UnreadableValue(item!.ToString() ?? string.Empty) : plain);
        }

        return items;
    }
}
