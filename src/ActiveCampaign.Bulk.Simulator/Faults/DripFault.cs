using System;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Does what was asked and sends the answer in small pieces.</summary>
public sealed class DripFault : Fault
{
    private readonly TimeSpan _pause;
    private readonly int _pieces;

    /// <summary>Makes the fault.</summary>
    /// <param name="pause">The time between two pieces, by the server's clock.</param>
    /// <param name="pieces">How many pieces.</param>
    public DripFault(TimeSpan pause, int pieces = 10)
    {
        _pause = NotNegative(pause, nameof(pause));
        _pieces = pieces > 0 ? pieces : throw new ArgumentOutOfRangeException(nameof(pieces));
    }

    internal override Answer AfterEffect(Call call, Answer answer)
    {
        answer.Pieces = _pieces;
        answer.Pause = _pause;
        return answer;
    }
}
