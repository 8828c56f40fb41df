using System;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Simulator.Tests.Support;

/// <summary>Waits for what another thread is about to do, without a clock.</summary>
public static class Eventually
{
    private const int Attempts = 20_000_000;

    public static async Task IsTrueAsync(Func<bool> condition)
    {
        for (int i = 0; i < Attempts; i++)
        {
            if (condition())
                return;
            await Task.Yield();
        }

        throw new TimeoutException("The condition did not come true.");
    }
}
