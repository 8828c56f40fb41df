using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>
/// Holds calls that came to nothing for the same reason, one after the other: enough of them mean that it is not about
/// their contacts, which are none the worse for it then. Safe for several threads.
/// </summary>
internal sealed class FailureStreak
{
    /// <summary>So many in a row end the run.</summary>
    public const int Length = 5;

    private readonly object _gate = new();
    private List<HeldCall> _held = [];

    /// <summary>Adds one; true when there are enough of them. Those before it that had another reason are let go.</summary>
    public bool Add(HeldCall call, out IReadOnlyList<HeldCall> released)
    {
        lock (_gate)
        {
            released = _held.Count > 0 && _held[0].Answer.Text != call.Answer.Text ? Take() : [];
            _held.Add(call);
            return _held.Count >= Length;
        }
    }

    /// <summary>One went well: those that were held are about their contacts.</summary>
    public IReadOnlyList<HeldCall> Break()
    {
        lock (_gate)
            return _held.Count == 0 ? [] : Take();
    }

    private List<HeldCall> Take()
    {
        List<HeldCall> taken = _held;
        _held = [];
        return taken;
    }
}
