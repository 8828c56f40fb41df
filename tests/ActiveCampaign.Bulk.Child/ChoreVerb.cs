using System;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core;

namespace ActiveCampaign.Bulk.Child;

/// <summary>
/// <c>chore ROOT URI TOKEN START SPEED KIND</c>: imports, repairs, exports or deletes. Writes "done", or which error
/// ended it.
/// </summary>
internal static class ChoreVerb
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            using Chore chore = new(ErrandPlace.Of(arguments));
            await chore.RunAsync(arguments[ErrandPlace.Words]);
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
