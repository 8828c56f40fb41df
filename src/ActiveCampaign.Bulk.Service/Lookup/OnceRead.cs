using System;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>Something of the account that is read when it is first needed, and kept.</summary>
internal sealed class OnceRead<T> : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Func<CancellationToken, Task<T>> _read;
    private (bool IsKnown, T Value) _kept;

    public OnceRead(Func<CancellationToken, Task<T>> read)
    {
        _read = read;
    }

    public async Task<T> GetAsync(CancellationToken token)
    {
        await _turn.WaitAsync(token).ConfigureAwait(false);
        try
        {
            if (!_kept.IsKnown)
                _kept = (true, await _read(token).ConfigureAwait(false));
            return _kept.Value;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
