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
    private long _added;

    /// <summary>How many have come so far. Take it when a call goes out.</summary>
    public long Mark
    {
        get
        {
            lock (_gate)
                return _added;
        }
    }

    /// <summary>Adds one; true when there are enough of them. Those before it that had another reason are let go.</summary>
    public bool Add(HeldCall call, out IReadOnlyList<HeldCall> released)
    {
        lock (_gate)
        {
            released = _held.Count > 0 && _held[0].Answer.Text != call.Answer.Text ? Take() : [];
            _held.Add(call);
            _added++;
            return _held.Count >= Length;
        }
    }

    /// <summary>
    /// One went well: those that were held when it went out are about their contacts. It says nothing of those that came
    /// while it was under way.
    /// </summary>
    /// <param name="mark">The mark of that time.</param>
    public IReadOnlyList<HeldCall> Break(long mark)
    {
        lock (_gate)
        {
            int before = (int)System.Math.Min(_held.Count, System.Math.Max(0, mark - (_added - _held.Count)));
            List<HeldCall> released = _held.GetRange(0, before);
            _held.RemoveRange(0, before);
            return released;
        }
    }

    private List<HeldCall> Take()
    {
        List<HeldCall> taken = _held;
        _held = [];
        return taken;
    }
}
