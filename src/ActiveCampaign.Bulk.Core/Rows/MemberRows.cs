using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>
/// The rows of activities whose input is contacts rather than columns: an id and an address. The id stays in the journal,
/// since states are read back by it, and is never sent.
/// </summary>
internal static class MemberRows
{
    private const string Id = "id";

    /// <summary>The columns.</summary>
    public static RowShape Shape { get; } = new([Id, "email"]);

    /// <summary>The columns of rows with tags of their own. Rows of the same tags share one, which keeps others out of their batches.</summary>
    public static RowShape TaggedShape() => new([Id, "email", "tags"]);

    /// <summary>Tags as a cell of such a row has them.</summary>
    public static string ToCell(IEnumerable<string> tags) => JsonSerializer.Serialize(tags);

    /// <summary>The tags of a row of its own; null where it has none.</summary>
    public static IReadOnlyList<string>? TagsOf(SourceRow row) => row.Values.Length > Shape.Columns.Count && row.Values[Shape.Columns.Count] is string cell ? JsonSerializer.Deserialize<string[]>(cell) : null;

    /// <summary>The map that keeps the id from being sent.</summary>
    public static IReadOnlyDictionary<string, string?> ColumnMap { get; } = new Dictionary<string, string?> { [Id] = null };

    /// <summary>A row of a contact.</summary>
    public static SourceRow ToRow(ContactReference contact) =>
        new(contact.Row, 0, Shape, [contact.Id?.ToString(CultureInfo.InvariantCulture) ?? contact.Key, contact.Email]);

    /// <summary>The contact of a row of a file, by its columns' names; null where it names nobody, or two.</summary>
    /// <param name="row">The row.</param>
    /// <param name="number">Its number among those that name a contact.</param>
    internal static SourceRow? FromFile(SourceRow row, long number)
    {
        RowIdentity named = RowIdentity.Read(row.Shape.Columns.Select((column, i) => new KeyValuePair<string, object?>(column, row.Values[i])));
        int? id = named.Id is null ? null : ReadId(named.Id);
        string? key = named.Id is null ? null : ReadKey(named.Id);
        if (named.Addresses.Count > 1 || named.OtherId is not null || (named.Id is not null && id is null && key is null) || (named.Id is null && named.Addresses.Count == 0))
            return null;
        return ToRow(new ContactReference(number, id, named.Address) { Key = key }) with { Line = row.Line, Problem = row.Problem, Original = row };
    }

    /// <summary>Why rows of a pipeline have no column that contacts are found by, where what was read as its header is none; else null.</summary>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="first">The cells of the first row.</param>
    public static string? FindHeaderMistake(IReadOnlyList<string> columns, IEnumerable<object?> first)
    {
        RowShape shape = new(columns) { Lead = [(1, first.Select(cell => CellText.ToText(cell) ?? string.Empty).ToArray())] };
        return columns.Count == 0 ? null : (HeaderCheck.FindOther(shape) ?? HeaderCheck.FindMistake(shape))?.Message;
    }

    /// <summary>Makes sure that a file has a column that contacts are found by.</summary>
    /// <exception cref="BulkException">NoEmailColumn.</exception>
    internal static void Check(RowShape shape)
    {
        // Without the path, as these may be contacts to take off a list, and the way out for a file is to import it.
        HeaderCheck.Check(new RowShape(shape.Columns));
        RowIdentity named = RowIdentity.Read(shape.Columns.Select(column => new KeyValuePair<string, object?>(column, null)));
        if (!named.HasId && !named.HasAddress)
            throw HeaderCheck.FindMistake(shape) ?? new BulkException(BulkError.NoEmailColumn, Texts.NoContactColumn(shape.Columns), shape.Path);
    }

    /// <summary>The contact that a row names. A blank address beside an id stays: it says that the contact has none.</summary>
    internal static ContactReference ToReference(SourceRow row) => new(row.Number, ReadId(CellText.ToText(row.Values[0])), CellText.ToText(row.Values[1])?.Trim()) { Key = ReadKey(CellText.ToText(row.Values[0])) };

    /// <summary>The address of a row; null where it is blank.</summary>
    internal static string? EmailOf(SourceRow row) => CellText.ToText(row.Values[1]) is string email && !TextRules.IsBlank(email) ? email.Trim() : null;

    /// <summary>An id as a cell has it; null where it is none.</summary>
    internal static int? ReadId(string? cell) => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : null;

    /// <summary>An id that is no number, as a cell has it; null where it is none.</summary>
    internal static string? ReadKey(string? cell) => Guid.TryParse(cell, out Guid key) ? key.ToString() : null;

    /// <summary>The place of the id among the columns of a journaled batch; -1 where there is none.</summary>
    internal static int IdColumnOf(IReadOnlyList<string> columns) => columns.Count == Shape.Columns.Count && columns[0] == Id ? 0 : -1;
}
