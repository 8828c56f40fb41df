using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>Counts which addresses an account has, in as few calls as the service allows.</summary>
internal sealed class PresenceCount : IPresenceCount
{
    private readonly ContactFinder _finder;

    public PresenceCount(AccountConnection connection)
    {
        _finder = new ContactFinder(connection);
    }

    /// <inheritdoc/>
    public long Present { get; private set; }

    /// <inheritdoc/>
    public long Absent { get; private set; }

    /// <inheritdoc/>
    public async Task AddAsync(IReadOnlyList<string> emails, CancellationToken token) =>
        Count(await _finder.AddAsync(emails.Select(email => new ContactReference(0, null, email)).ToList(), token).ConfigureAwait(false));

    /// <inheritdoc/>
    public async Task CompleteAsync(CancellationToken token) => Count(await _finder.CompleteAsync(token).ConfigureAwait(false));

    private void Count(IReadOnlyList<ContactMatch> matches)
    {
        int found = matches.Count(match => match.IsFound);
        Present += found;
        Absent += matches.Count - found;
    }
}
