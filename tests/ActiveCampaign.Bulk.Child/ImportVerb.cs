using System;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core;

namespace ActiveCampaign.Bulk.Child;

/// <summary>
/// <c>import ROOT URI TOKEN START SPEED FILE SKIPAUTOMATION</c>: imports a file and waits until everything is settled.
/// Writes "done", or which error ended it.
/// </summary>
internal static class ImportVerb
{
    public static Task<int> RunAsync(string[] arguments) => ReportAsync(arguments, errand =>
        errand.ImportAsync(arguments[ErrandPlace.Words], bool.Parse(arguments[ErrandPlace.Words + 1])));

    internal static async Task<int> ReportAsync(string[] arguments, Func<Errand, Task> work)
    {
        try
        {
            // The reject file has the journal open too, and the last to close it takes the contact data away.
            using (Errand errand = new(ErrandPlace.Of(arguments)))
                await work(errand);
            Console.WriteLine("done");
            return 0;
        }
        catch (BulkException e)
        {
            Console.WriteLine(e.Error);
            return 1;
        }
    }
}
