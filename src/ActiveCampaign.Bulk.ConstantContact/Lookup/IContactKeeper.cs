using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.ConstantContact.Lookup;

/// <summary>Keeps contacts as they are, before they are deleted.</summary>
internal interface IContactKeeper
{
    /// <summary>What of contacts must be read, as it stands in a route.</summary>
    public Task<string> PrepareAsync(CancellationToken token);

    /// <summary>Keeps them: on the disk when it returns.</summary>
    /// <exception cref="BulkException">The file cannot be written: nobody must be deleted.</exception>
    public void Keep(IReadOnlyList<StoredContact> contacts);
}
