using System.Collections.Generic;
using System.Globalization;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>A contact that is to be called for, as the journal keeps it until that is done.</summary>
/// <param name="Row">Row number in the input.</param>
/// <param name="Id">The contact's id, or the one that was asked for; null where only the address is known.</param>
/// <param name="Email">Its address, or the one that was asked for; null where only the id is known.</param>
/// <param name="LookUp">What looking it up has brought.</param>
internal sealed record PlannedContact(long Row, int? Id, string? Email, PlannedLookUp LookUp)
{
    /// <summary>What its cells are called.</summary>
    public static RowShape Shape { get; } = new(["id", "email", "lookup"]);

    /// <summary>The keyed digest of the address; 0 without one.</summary>
    public ulong Digest { get; init; }

    public IEnumerable<string?> Cells() => [Id?.ToString(CultureInfo.InvariantCulture), Email, LookUp.ToString()];

    /// <summary>Reads the cells back; null where they were erased.</summary>
    public static PlannedContact? Read(long row, IReadOnlyList<string?> cells)
    {
        if (cells.Count < 3 || !System.Enum.TryParse(cells[2], out PlannedLookUp lookUp))
            return null;
        int? id = int.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
        return new PlannedContact(row, id, cells[1], lookUp);
    }
}
