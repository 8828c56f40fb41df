using System.Collections.Generic;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;

namespace ActiveCampaign.Bulk.Core.Contract;

/// <summary>Looks at the contacts of a batch before it goes out, where what was known of them is old or is not enough. Safe for several threads.</summary>
internal interface IBatchGuard
{
    /// <summary>Adds what does not go out as it is, by the contact's place in the batch; false where it did not have to look.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="isSingle">Whether it goes by single calls.</param>
    /// <param name="verdicts">What is known already; these contacts are left alone.</param>
    public Task<bool> LookAsync(Batch batch, bool isSingle, IDictionary<int, LookVerdict> verdicts);
}
