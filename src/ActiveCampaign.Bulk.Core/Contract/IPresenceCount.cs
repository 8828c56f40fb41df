using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Contract;

/// <summary>Counts which addresses an account has. Used by one thread.</summary>
internal interface IPresenceCount
{
    /// <summary>Addresses that the account has.</summary>
    public long Present { get; }

    /// <summary>Addresses that it does not have.</summary>
    public long Absent { get; }

    /// <summary>Takes addresses in, each once.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public Task AddAsync(IReadOnlyList<string> emails, CancellationToken token);

    /// <summary>Looks up what is left.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public Task CompleteAsync(CancellationToken token);
}
