using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>Reads back whether contacts have left the lists they were to leave. Reads only, one batch at a time.</summary>
internal sealed class DepartureCheck : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly BulkService _service;

    public DepartureCheck(BulkService service)
    {
        _service = service;
    }

    /// <summary>The rows whose contacts are still on one of the lists.</summary>
    public async Task<IReadOnlyCollection<long>> StillOnAsync(Departures left, CancellationToken token)
    {
        await _turn.WaitAsync(token).ConfigureAwait(false);
        try
        {
            return await _service.StillOnAsync(left.Lists, left.Contacts!, token).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
