using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator;

/// <summary>Counts every rule of the service that a client has broken. Safe for any thread.</summary>
public sealed class OffenceCounters
{
    private const int MaxDescriptions = 100;
    private readonly object _gate = new();
    private readonly long[] _counts = new long[(int)OffenceKind.PollPerActivity + 1];
    private readonly List<string> _descriptions = [];
    private long _total;

    /// <summary>All offences together.</summary>
    public long Total
    {
        get
        {
            lock (_gate)
                return _total;
        }
    }

    /// <summary>More than the general calls a second.</summary>
    public long OverGeneralLimit => this[OffenceKind.OverGeneralLimit];

    /// <summary>More than the imports a minute.</summary>
    public long OverBulkLimit => this[OffenceKind.OverBulkLimit];

    /// <summary>More than the imports of one contact a minute.</summary>
    public long OverSingleLimit => this[OffenceKind.OverSingleLimit];

    /// <summary>Called again before the time named by Retry-After had passed.</summary>
    public long BeforeRetryAfter => this[OffenceKind.BeforeRetryAfter];

    /// <summary>Paths or methods the service does not have.</summary>
    public long UnknownRoute => this[OffenceKind.UnknownRoute];

    /// <summary>JSON members the service ignores silently.</summary>
    public long UnknownMember => this[OffenceKind.UnknownMember];

    /// <summary>Contacts who had left a list and became active on it again through contactLists.</summary>
    public long Resubscription => this[OffenceKind.Resubscription];

    /// <summary>Automations that ran though they were excluded or forbidden.</summary>
    public long AutomationDespiteExclusion => this[OffenceKind.AutomationDespiteExclusion];

    /// <summary>Imports of more bytes than allowed.</summary>
    public long OversizedBody => this[OffenceKind.OversizedBody];

    /// <summary>Imports of more contacts than allowed.</summary>
    public long TooManyContacts => this[OffenceKind.TooManyContacts];

    /// <summary>Requests without the account's token.</summary>
    public long BadToken => this[OffenceKind.BadToken];

    /// <summary>The first hundred offences, in words.</summary>
    public IReadOnlyList<string> Descriptions
    {
        get
        {
            lock (_gate)
                return _descriptions.ToArray();
        }
    }

    /// <summary>How often a rule was broken.</summary>
    public long this[OffenceKind kind]
    {
        get
        {
            lock (_gate)
                return _counts[(int)kind];
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            Array.Clear(_counts, 0, _counts.Length);
            _descriptions.Clear();
            _total = 0;
        }
    }

    /// <summary>The total and the descriptions, one a line.</summary>
    public override string ToString()
    {
        lock (_gate)
            return _total + " offence(s)" + string.Concat(_descriptions.ConvertAll(text => Environment.NewLine + text));
    }

    internal void Add(OffenceKind kind, string detail)
    {
        lock (_gate)
        {
            _counts[(int)kind]++;
            _total++;
            if (_descriptions.Count < MaxDescriptions)
                _descriptions.Add(kind + ": " + detail);
        }
    }
}
