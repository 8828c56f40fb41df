using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Batching;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Contacts that were left alone after a refusal, on their way back to the front: they join the next batch that is
/// formed. Safe for several threads.
/// </summary>
internal sealed class LeftAlone : IDisposable
{
    private readonly object _gate = new();
    private readonly Queue<Batch> _batches = new();
    private bool _closed;

    /// <summary>Puts one back; false when no more batches are formed.</summary>
    public bool TryAdd(Batch lone)
    {
        lock (_gate)
        {
            if (!_closed)
                _batches.Enqueue(lone);
            return !_closed;
        }
    }

    /// <summary>Adds those that are there to what is being formed.</summary>
    public void MoveTo(BatchBuilder builder)
    {
        lock (_gate)
        {
            while (_batches.Count > 0)
            {
                using Batch batch = _batches.Dequeue();
                builder.AddBack(batch);
            }
        }
    }

    /// <summary>No more batches are formed.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
    }

    public void Dispose()
    {
        foreach (Batch batch in _batches)
            batch.Dispose();
    }
}
