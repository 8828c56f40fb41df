using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Service.Catalog;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>Takes the contacts of a page; the stretch has moved on behind them.</summary>
internal delegate Task TakeContacts(IdRange range, IReadOnlyList<Contact> contacts);

/// <summary>A way through the contacts of a query.</summary>
internal abstract class ContactWalk
{
    /// <summary>Reads everything that is left. One stretch is never read twice at a time.</summary>
    public abstract Task RunAsync(TakeContacts take, CancellationToken token);
}
