using System.Collections.Generic;
using System.Globalization;
using ActiveCampaign.Bulk.Core.Lookup;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// The rows of activities whose input is contacts rather than columns: an id and an address. The id stays in the journal,
/// since states are read back by it, and is never sent.
/// </summary>
public static class MemberRows
{
    private const string Id = "id";

    /// <summary>The columns.</summary>
    public static RowShape Shape { get; } = new([Id, "email"]);

    /// <summary>The map that keeps the id from being sent.</summary>
    public static IReadOnlyDictionary<string, string?> ColumnMap { get; } = new Dictionary<string, string?> { [Id] = null };

    /// <summary>A row of a contact.</summary>
    public static SourceRow ToRow(ContactReference contact) => contact is null
        ? throw new System.ArgumentNullException(nameof(contact))
        : new SourceRow(contact.Row, 0, Shape, [contact.Id?.ToString(CultureInfo.InvariantCulture), contact.Email]);

    /// <summary>The contact that a row names. A blank address beside an id stays: it says that the contact has none.</summary>
    internal static ContactReference ToReference(SourceRow row) => new(row.Number, ReadId(CellText.ToText(row.Values[0])), CellText.ToText(row.Values[1])?.Trim());

    /// <summary>The address of a row; null where it is blank.</summary>
    internal static string? EmailOf(SourceRow row) => CellText.ToText(row.Values[1]) is string email && !TextRules.IsBlank(email) ? email.Trim() : null;

    /// <summary>An id as a cell has it; null where it is none.</summary>
    internal static int? ReadId(string? cell) => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : null;

    /// <summary>The place of the id among the columns of a journaled batch; -1 where there is none.</summary>
    internal static int IdColumnOf(IReadOnlyList<string> columns) => columns.Count == Shape.Columns.Count && columns[0] == Id ? 0 : -1;
}
