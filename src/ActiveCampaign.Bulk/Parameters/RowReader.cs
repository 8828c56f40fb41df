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
internal sealed class RowReader : IRowReader
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

    /// <inheritdoc/>
    public IReadOnlyList<SourceRow>? Read(PSObject input)
    {
        object source = input.BaseObject;
        if (_chunk.Count == 0)
            LookAtShape(input, source);
        object?[] values = new object?[_columns.Length];
        switch (source)
        {
            case PSCustomObject:
                Copy(input.Properties, values);
                break;
            case IDictionary map:
                Copy(values, name => map[name]);
                break;
            case DataRow row:
                Copy(values, name => row.Table.Columns.Contains(name) ? row[name] : null);
                break;
            case IDataRecord record:
                Copy(values, name => record[name]);
                break;
            default:
                throw NotARow(source);
        }

        _chunk.Add(new SourceRow(++_number, 0, _shape!, values));
        return _chunk.Count >= _chunkSize ? Take() : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<SourceRow>? TakeRest() => _chunk.Count == 0 ? null : Take();

    private List<SourceRow> Take()
    {
        List<SourceRow> chunk = _chunk;
        _chunk = new List<SourceRow>(_chunkSize);
        return chunk;
    }

    private void Copy(PSMemberInfoCollection<PSPropertyInfo> properties, object?[] values)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = Plain(properties[_columns[i]]?.Value);
    }

    private void Copy(object?[] values, Func<string, object?> valueOf)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = Plain(valueOf(_columns[i]));
    }

    private void LookAtShape(PSObject input, object source)
    {
        string[] columns = ColumnsOf(input, source);
        if (_shape?.Matches(columns) == true)
            return;
        _columns = columns;
        _shape = new RowShape(columns);
    }

    private static string[] ColumnsOf(PSObject input, object source) => source switch
    {
        PSCustomObject => input.Properties.Where(property => property.MemberType == PSMemberTypes.NoteProperty).Select(property => property.Name).ToArray(),
        IDictionary map => map.Keys.Cast<object>().Select(key => key.ToString() ?? string.Empty).ToArray(),
        DataRow row => row.Table.Columns.Cast<DataColumn>().Select(column => column.ColumnName).ToArray(),
        IDataRecord record => Enumerable.Range(0, record.FieldCount).Select(record.GetName).ToArray(),
        _ => throw NotARow(source),
    };

    private static CommandException NotARow(object source) => new(
        ErrorIds.NotARow, source is string or FileSystemInfo ? Messages.NotARowButPath : Messages.NotARow, source.GetType().Name);

    private static object? Plain(object? value)
    {
        if (value is PSObject wrapped)
            value = wrapped.BaseObject;
        if (value is string or null)
            return value;
        if (value is not IEnumerable several)
            return value is PSCustomObject ? value.ToString() : value;
        List<object?> items = [];
        foreach (object? item in several)
            items.Add(item is PSObject inner ? inner.BaseObject : item);
        return items;
    }
}
