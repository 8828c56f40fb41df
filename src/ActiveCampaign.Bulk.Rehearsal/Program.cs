using System;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core;

namespace ActiveCampaign.Bulk.Rehearsal;

/// <summary>Runs one CSV through Core against a simulated account: for machines without PowerShell, and for a pipeline.</summary>
internal static class Program
{
    private const int Accepted = 0;
    private const int Failed = 1;
    private const int WrongUsage = 2;
    private const int RowsRefused = 3;

    private static async Task<int> Main(string[] arguments)
    {
        RehearsalOptions? options = RehearsalOptions.Parse(arguments, Console.Error);
        if (options is null)
            return WrongUsage;
        using CancellationTokenSource stop = new();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        try
        {
            long refused = await new RehearsalRun(options, Console.Out).RunAsync(stop.Token).ConfigureAwait(false);
            return refused == 0 ? Accepted : RowsRefused;
        }
        catch (BulkException e)
        {
            await Console.Error.WriteLineAsync($"{e.Error}: {e.Message}").ConfigureAwait(false);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.").ConfigureAwait(false);
            return Failed;
        }
    }
}
