using System.Threading;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Numbers the batches of an activity in the order they are made.</summary>
internal sealed class BatchNumbers
{
    private int _last;

    public int Next() => Interlocked.Increment(ref _last);
}
