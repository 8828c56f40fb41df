using System;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Contract;

/// <summary>Looks up why the service did not take a contact. Safe for several threads.</summary>
internal interface IRefusalCause : IDisposable
{
    /// <summary>Explains a row by what was sent.</summary>
    /// <exception cref="BulkException">The service fails again and again, or cannot be reached.</exception>
    public Task<FailureCause> ExplainAsync(ReadOnlyMemory<byte> contact, CancellationToken token);

    /// <summary>Explains an address of which nothing else is known.</summary>
    /// <exception cref="BulkException">The service fails again and again, or cannot be reached.</exception>
    public Task<FailureCause> ExplainAsync(string email, CancellationToken token);
}
