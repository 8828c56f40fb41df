using System;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Decides which of the requests that a rule sees are struck. Requests are counted from 1.</summary>
public sealed class FaultTrigger
{
    private readonly Func<long, LoggedRequest, int, bool> _fires;

    private FaultTrigger(Func<long, LoggedRequest, int, bool> fires)
    {
        _fires = fires;
    }

    /// <summary>Every request.</summary>
    public static FaultTrigger Always() => new((_, _, _) => true);

    /// <summary>The first request.</summary>
    public static FaultTrigger Once() => Nth(1);

    /// <summary>One request, by its number.</summary>
    public static FaultTrigger Nth(long number) => new((n, _, _) => n == number);

    /// <summary>The first so many requests.</summary>
    public static FaultTrigger First(long count) => new((n, _, _) => n <= count);

    /// <summary>Every request after the first so many.</summary>
    public static FaultTrigger After(long count) => new((n, _, _) => n > count);

    /// <summary>One request in so many: with 3 the third, the sixth and so on.</summary>
    public static FaultTrigger Every(long step) => step < 1
        ? throw new ArgumentOutOfRangeException(nameof(step))
        : new((n, _, _) => n % step == 0);

    /// <summary>
    /// Requests by chance. The same request number is always struck for the same seed; null is the server's seed.
    /// </summary>
    public static FaultTrigger Probability(double probability, int? seed = null) =>
        new((n, _, serverSeed) => Draw(seed ?? serverSeed, n) < probability);

    /// <summary>Requests whose number satisfies a condition.</summary>
    public static FaultTrigger WhenNumber(Func<long, bool> condition) => new((n, _, _) => condition(n));

    /// <summary>Requests that satisfy a condition, as they look when they arrive.</summary>
    public static FaultTrigger When(Func<LoggedRequest, bool> condition) => new((_, request, _) => condition(request));

    internal bool Fires(long number, LoggedRequest request, int serverSeed) => _fires(number, request, serverSeed);

    // A hash rather than a generator: the outcome must not depend on the order in which threads ask.
    private static double Draw(int seed, long number)
    {
        unchecked
        {
            ulong z = ((ulong)(uint)seed << 32) + (ulong)number + 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            z ^= z >> 31;
            return (z >> 11) / (double)(1UL << 53);
        }
    }
}
