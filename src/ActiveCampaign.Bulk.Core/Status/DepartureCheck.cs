using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Lookup;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>Reads back whether contacts have left the lists they were to leave. Reads only, one batch at a time.</summary>
internal sealed class DepartureCheck : IDisposable
{
    // Whoever never confirmed is on the list as soon as the mail is answered.
    private static readonly int[] s_on = [0, 1];

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly MemberStates _states;

    public DepartureCheck(AccountConnection connection)
    {
        _states = new MemberStates(connection);
    }

    /// <summary>The rows whose contacts are still on one of the lists.</summary>
    public async Task<IReadOnlyCollection<long>> StillOnAsync(Departures left, CancellationToken token)
    {
        await _turn.WaitAsync(token).ConfigureAwait(false);
        try
        {
            // Nobody is taken for gone because a list of contacts leaves them out.
            IReadOnlyDictionary<long, ContactState> states = await _states.ReadAsync(left.Contacts!, withLists: true, token, orByAddress: true).ConfigureAwait(false);
            return states.Where(state => left.Lists.Any(list => IsOn(state.Value, list))).Select(state => state.Key).ToList();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static bool IsOn(ContactState state, int list) => state.Lists.TryGetValue(list, out int status) && s_on.Contains(status);
}
