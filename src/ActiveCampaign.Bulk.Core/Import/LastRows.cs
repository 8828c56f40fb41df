using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// The last good row of each address of a file. Only a row that maps and fits counts, so the file is read and mapped
/// once more before the import: about as long again as its own reading and mapping take, without the sending.
/// </summary>
internal sealed class LastRows
{
    private readonly AddressBook _last = new();

    private LastRows()
    {
    }

    public static async Task<LastRows> ReadAsync(InputFile source, ImportPreparation preparation, BatchBuilder builder, RowDigester digester, CancellationToken token)
    {
        LastRows rows = new();
        using RowFile reader = RowFile.Open(source);
        IRowMapper mapper = await preparation.Rows.MapperForAsync(reader.Shape, token).ConfigureAwait(false);
        foreach (SourceRow row in reader.Rows())
        {
            token.ThrowIfCancellationRequested();
            mapper.NoteOptOut(row);
            if (mapper.Map(row, out _) is OutgoingRow contact && builder.Fits(contact))
                rows._last.Set(digester.Address(contact.Email), checked((int)row.Number));
        }

        preparation.Rows.StartOver();
        return rows;
    }

    /// <summary>Whether a later good row has the same address.</summary>
    public bool IsSuperseded(ulong address, long row) => _last.TryGet(address, out int last) && last > row;
}
