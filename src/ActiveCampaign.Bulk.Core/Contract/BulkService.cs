using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Core.Contract;

/// <summary>
/// A service whose importer takes contacts in batches, bound to one account. This is all the engine knows of it: what
/// goes out is bytes and an address, and no answer is read anywhere else. Safe for several threads.
/// </summary>
internal abstract class BulkService
{
    /// <summary>Binds the service to an account.</summary>
    protected BulkService(AccountConnection connection)
    {
        Connection = connection;
    }

    /// <summary>The account.</summary>
    public AccountConnection Connection { get; }

    /// <summary>What journals call it; null for the first service, whose journals name none.</summary>
    public virtual string? Name => null;

    /// <summary>The limits of its importer.</summary>
    public abstract BatchRules Rules { get; }

    /// <summary>Checks settings against the account and reads what rows are mapped by. Reads only.</summary>
    /// <exception cref="BulkException">Something the settings name is not there, or two of them exclude each other.</exception>
    public abstract Task<RowMapping> PrepareAsync(ImportSettings settings, CancellationToken token);

    /// <summary>What stands around the contacts in the body of a batch; the same for every batch of an activity.</summary>
    /// <param name="settings">The run's settings, with ids of lists in place of names.</param>
    public abstract ImportEnvelope Frame(ImportSettings settings);

    /// <summary>The call that hands a batch in.</summary>
    /// <param name="batch">The batch, with its name.</param>
    /// <param name="settings">The run's settings, with ids of lists in place of names.</param>
    public abstract ServiceCall Request(Batch batch, ImportSettings settings);

    /// <summary>What the answer to it means.</summary>
    public abstract ImportAnswer Judge(ServiceAnswer answer);

    /// <summary>Whether the answer to a batch shows that its call is unknown there, so that the address is not the API's.</summary>
    public virtual bool IsElsewhere(ServiceAnswer answer) => answer.Status == 404;

    /// <summary>Where batches stand, in the order in which they are asked for; at most <see cref="BatchRules.LooksPerCall"/> of them.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public abstract Task<IReadOnlyList<BatchStatus>> LookAsync(IReadOnlyList<string> batchIds, CancellationToken token);

    /// <summary>
    /// Asks whether a batch is at the service whose answer was lost, by its name. A service that keeps no names cannot tell.
    /// </summary>
    /// <param name="batch">The batch as it was sent, with its name and the time.</param>
    /// <param name="settings">The run's settings, with ids of lists in place of names.</param>
    /// <param name="token">Ends it.</param>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public virtual Task<BatchTrace> TraceAsync(Batch batch, ImportSettings settings, CancellationToken token) => Task.FromResult(BatchTrace.Unclear);

    /// <summary>
    /// Whether nothing of any program is under way in the account. Before that nobody can tell whether a batch whose
    /// answer was lost is in.
    /// </summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public abstract Task<bool> IsQuietAsync(CancellationToken token);

    /// <summary>Whether the service ends batches with numbers alone, so that rows that failed are found by <see cref="FindAsync"/>.</summary>
    public virtual bool FindsNameless => false;

    /// <summary>Contacts that a batch of tags for contacts that are there may name; 0 for as many as one of an import.</summary>
    public virtual int MaxTagged => 0;

    /// <summary>Asks the account what it has of contacts, as they were sent. Reads only.</summary>
    /// <param name="contacts">Their bytes.</param>
    /// <param name="lists">Ids of the lists that the activity puts each of them on, whatever their bytes say.</param>
    /// <param name="sentAt">When they were sent, by the service's clock; null where nobody knows.</param>
    /// <param name="token">Ends it.</param>
    /// <returns>A finding for each, in their order.</returns>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public abstract Task<IReadOnlyList<Inspection>> FindAsync(IReadOnlyList<ReadOnlyMemory<byte>> contacts, IReadOnlyList<string> lists, DateTimeOffset? sentAt, CancellationToken token);

    /// <summary>What a contact says, as far as the engine must know.</summary>
    public abstract ContactGist Read(ReadOnlyMemory<byte> contact);

    /// <summary>How many automations a contact has begun since; 0 where the service has none.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public virtual Task<int> AutomationsSinceAsync(Inspection found, DateTimeOffset? since, CancellationToken token) => Task.FromResult(0);

    /// <summary>What sends contacts one by one; null where there is no such way.</summary>
    /// <param name="mapping">What the run was prepared with.</param>
    /// <param name="settings">The run's settings.</param>
    /// <param name="isResumed">Whether an earlier run began the activity: who has left since is not put back.</param>
    /// <param name="stop">Begins nothing more.</param>
    /// <param name="abort">Ends calls that are out.</param>
    public virtual ISingleRoute? SingleRoute(RowMapping mapping, ImportSettings settings, bool isResumed, CancellationToken stop, CancellationToken abort) => null;

    /// <summary>Whether all that a contact says can go by a single call.</summary>
    public virtual bool CanGoSingle(ReadOnlyMemory<byte> contact) => false;

    /// <summary>What looks rows up in the account before they are placed, so that none creates a contact; null where the service cannot.</summary>
    public virtual IRowMatcher? MatcherFor(ImportSettings settings) => null;

    /// <summary>What looks at contacts once more before they go out; null where nothing is to be looked at.</summary>
    public virtual IBatchGuard? GuardFor(ImportSettings settings, CancellationToken stop) => null;

    /// <summary>Reads contacts back: the rows whose contacts are still on one of these lists.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public virtual Task<IReadOnlyCollection<long>> StillOnAsync(IReadOnlyList<string> lists, IReadOnlyList<ContactReference> contacts, CancellationToken token) =>
        throw new NotSupportedException();

    /// <summary>What counts which addresses the account has; null where that cannot be found out. Reads only.</summary>
    public virtual IPresenceCount? CountPresence() => null;

    /// <summary>How many contacts the account may have, and has; null where the service does not say. Reads only.</summary>
    /// <exception cref="BulkException">The service fails again and again, or cannot be reached.</exception>
    public virtual Task<AccountRoom?> RoomAsync(CancellationToken token) => Task.FromResult<AccountRoom?>(null);

    /// <summary>What says why the service did not take a contact; null where that cannot be found out.</summary>
    public virtual IRefusalCause? CreateExplainer() => null;
}
