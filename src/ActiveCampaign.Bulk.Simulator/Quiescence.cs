using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Simulator;

/// <summary>Waits for tasks that are being ended, whatever they end with.</summary>
internal static class Quiescence
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public static void WaitFor(IEnumerable<Task> tasks) =>
        ((IAsyncResult)Task.WhenAll(tasks)).AsyncWaitHandle.WaitOne(s_patience);
}
