using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Counts the contacts of one service that are to come into another by what they have agreed to.</summary>
internal sealed class ConsentSums
{
    private readonly SortedDictionary<string, long> _taken = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _keptOut = new(StringComparer.Ordinal);

    /// <summary>Whether there was one.</summary>
    public bool Any => _taken.Count + _keptOut.Count > 0;

    public void Add(string consent, bool isTaken)
    {
        SortedDictionary<string, long> sums = isTaken ? _taken : _keptOut;
        sums[consent] = (sums.TryGetValue(consent, out long people) ? people : 0) + 1;
    }

    /// <summary>As a sentence: who may be mailed, and who is kept out and why.</summary>
    public override string ToString() => Messages.ConsentCounts(Text(_taken), Text(_keptOut));

    private static string Text(SortedDictionary<string, long> sums) =>
        sums.Count == 0 ? "nobody" : string.Join(", ", sums.Select(sum => string.Format(CultureInfo.CurrentCulture, "{0:N0} {1}", sum.Value, sum.Key)));
}
