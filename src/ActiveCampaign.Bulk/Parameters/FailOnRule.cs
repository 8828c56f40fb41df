using System;
using System.Globalization;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>When an import counts as failed: Any, Never, a number of rows, or a percentage of the rows read.</summary>
internal sealed class FailOnRule
{
    /// <summary>What the rule looks like, for validation.</summary>
    public const string Pattern = @"^\s*(Any|Never|\d+(\.\d+)?\s*%|\d+)\s*$";

    private readonly Func<long, long, bool> _trips;

    private FailOnRule(string text, Func<long, long, bool> trips)
    {
        Text = text;
        _trips = trips;
    }

    public string Text { get; }

    /// <summary>Reads a rule that matches <see cref="Pattern"/>. A number or percentage trips when it is reached.</summary>
    public static FailOnRule Parse(string text)
    {
        string rule = text.Trim();
        if (rule.Equals("Never", StringComparison.OrdinalIgnoreCase))
            return new FailOnRule("Never", (_, _) => false);
        if (rule.Equals("Any", StringComparison.OrdinalIgnoreCase))
            return new FailOnRule("Any", (failed, _) => failed > 0);
        if (rule.EndsWith("%", StringComparison.Ordinal))
        {
            decimal percent = decimal.Parse(rule.TrimEnd('%').Trim(), CultureInfo.InvariantCulture);
            return new FailOnRule(rule, (failed, read) => failed > 0 && failed * 100m >= percent * read);
        }

        long count = long.Parse(rule, CultureInfo.InvariantCulture);
        return new FailOnRule(rule, (failed, _) => failed > 0 && failed >= count);
    }

    public bool Trips(long failed, long read) => _trips(failed, read);
}
