using System.Threading;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Numbers the batches of an activity in the order they are made; a later run goes on where the last one ended.</summary>
internal sealed class BatchNumbers
{
    private int _last;

    public void StartAfter(int last) => Interlocked.Exchange(ref _last, last);

    public int Next() => Interlocked.Increment(ref _last);
}
