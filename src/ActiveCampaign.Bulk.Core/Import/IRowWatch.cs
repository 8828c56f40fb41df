using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Is told of every row of a rehearsal, and goes on where its columns would end it. Used by the row stage's task alone.</summary>
internal interface IRowWatch
{
    /// <summary>A mapping that goes on where columns do not fit.</summary>
    public RowMapping Tolerate(RowMapping rows, BulkService service, ImportSettings settings);

    /// <summary>A row is a good one.</summary>
    public void Passed(SourceRow row, OutgoingRow contact);

    /// <summary>An address is sent, by the first of its rows.</summary>
    public void Placed(string email);

    /// <summary>A good row has an address that came before.</summary>
    public void Repeated(SourceRow row);

    /// <summary>A row is refused.</summary>
    /// <param name="row">The row as it was mapped.</param>
    /// <param name="shape">The columns that it came with.</param>
    /// <param name="refused">The row as it came, and why.</param>
    /// <param name="token">Ends it.</param>
    public Task RefusedAsync(SourceRow row, RowShape shape, RefusedRow refused, CancellationToken token);

    /// <summary>A portion of rows is done with.</summary>
    public Task PauseAsync(CancellationToken token);

    /// <summary>All rows are.</summary>
    public Task CompleteAsync(CancellationToken token);
}
