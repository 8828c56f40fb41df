using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;

namespace ActiveCampaign.Bulk.Service.Wire;

/// <summary>Looks at batches.</summary>
internal sealed class StatusClient
{
    private readonly AccountConnection _connection;

    /// <summary>Looks through a connection.</summary>
    public StatusClient(AccountConnection connection)
    {
        _connection = connection;
    }

    /// <summary>One look at one batch.</summary>
    public Task<BatchStatus> LookAsync(string batchId, CancellationToken token) =>
        _connection.ReadAsync(Routes.ImportInfo(batchId), BatchStatusReader.Read, token);

    /// <summary>The account's daily sums.</summary>
    public Task<IReadOnlyList<DailySums>> DailyAsync(CancellationToken token) =>
        _connection.ReadAsync(Routes.BulkImport, DailySums.Read, token);
}
