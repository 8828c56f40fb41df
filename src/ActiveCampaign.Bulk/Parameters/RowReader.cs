using System;
using System.Collections;
using System.Collections.Generic;
using System.Data;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// Copies the values of pipeline objects, column by column. This is where PSObject ends. Listing an object's properties
/// costs several times as much as reading them by name, so the shape is looked at once for each chunk of rows.
/// </summary>
internal sealed class RowReader
{
    private readonly int _chunkSize;
    private RowShape? _shape;
    private string[] _columns = [];
    private List<SourceRow> _chunk;
    private long _number;

    public RowReader(int chunkSize)
    {
        _chunkSize = chunkSize;
        _chunk = new List<SourceRow>(chunkSize);
    }

    /// <summary>Reads one object; a full chunk comes out, else null.</summary>
    public IReadOnlyList<SourceRow>? Read(PSObject input)
    {
        Func<string, object?> valueOf = Values(input);
        if (_chunk.Count == 0)
            LookAtShape(input);
        object?[] values = new object?[_columns.Length];
        for (int i = 0; i < _columns.Length; i++)
            values[i] = Plain(valueOf(_columns[i]));
        _chunk.Add(new SourceRow(++_number, 0, _shape!, values));
        return _chunk.Count >= _chunkSize ? Take() : null;
    }

    /// <summary>The rows read since the last full chunk, or null.</summary>
    public IReadOnlyList<SourceRow>? TakeRest() => _chunk.Count == 0 ? null : Take();

    private List<SourceRow> Take()
    {
        List<SourceRow> chunk = _chunk;
        _chunk = new List<SourceRow>(_chunkSize);
        return chunk;
    }

    private void LookAtShape(PSObject input)
    {
        string[] columns = ColumnsOf(input);
        if (_shape?.Matches(columns) == true)
            return;
        _columns = columns;
        _shape = new RowShape(columns);
    }

    private static Func<string, object?> Values(PSObject input)
    {
        switch (input.BaseObject)
        {
            case IDictionary map:
                return name => map[name];
            case DataRow row:
                return name => row.Table.Columns.Contains(name) ? row[name] : null;
            case IDataRecord record:
                return name => record[name];
            case PSCustomObject:
                return name => input.Properties[name]?.Value;
            case string or FileSystemInfo:
                throw new CommandException(ErrorIds.NotARow, Messages.NotARowButPath, input.BaseObject.GetType().Name);
            default:
                throw new CommandException(ErrorIds.NotARow, Messages.NotARow, input.BaseObject.GetType().Name);
        }
    }

    private static string[] ColumnsOf(PSObject input) => input.BaseObject switch
    {
        IDictionary map => map.Keys.Cast<object>().Select(key => key.ToString() ?? string.Empty).ToArray(),
        DataRow row => row.Table.Columns.Cast<DataColumn>().Select(column => column.ColumnName).ToArray(),
        IDataRecord record => Enumerable.Range(0, record.FieldCount).Select(record.GetName).ToArray(),
        _ => input.Properties.Where(property => property.MemberType == PSMemberTypes.NoteProperty).Select(property => property.Name).ToArray(),
    };

    private static object? Plain(object? value)
    {
        if (value is PSObject wrapped)
            value = wrapped.BaseObject;
        if (value is string or null || value is not IEnumerable several)
            return value is PSCustomObject ? value.ToString() : value;
        List<object?> items = [];
        foreach (object? item in several)
            items.Add(item is PSObject inner ? inner.BaseObject : item);
        return items;
    }
}
