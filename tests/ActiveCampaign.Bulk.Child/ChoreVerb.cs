using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Files;

namespace ActiveCampaign.Bulk.Child;

/// <summary>
/// <c>chore</c>: imports, repairs, exports or deletes, once for each line that comes in: ROOT URI TOKEN START SPEED KIND CALL
/// NUMBER WAY, with tabs between them; the last three say which call is struck, and are empty where none is. Writes "done",
/// or which error ended it, and then "end", whether the call was reached, and how often each call was made.
/// </summary>
internal static class ChoreVerb
{
    /// <summary>What it writes first when a chore has ended.</summary>
    public const string End = "end";

    public static async Task<int> RunAsync(string[] arguments)
    {
        int code = 0;
        while (Console.ReadLine() is string line)
        {
            string[] words = line.Split('\t');
            ErrandPlace place = ErrandPlace.Of(words);
            string[] rest = words[ErrandPlace.Words..];
            Strike.Begin(place.Root, rest[1].Length == 0 ? null : new TracePoint(rest[0], rest[1], int.Parse(rest[2], CultureInfo.InvariantCulture), rest[3]));
            using (Chore chore = new(place))
                code = await DoAsync(chore, rest[0]);
            (IReadOnlyList<int> counts, bool isStruck) = Strike.End();
            Console.WriteLine($"{End} {isStruck} {string.Join(' ', counts)}");
        }

        return code;
    }

    private static async Task<int> DoAsync(Chore chore, string kind)
    {
        try
        {
            await chore.RunAsync(kind);
            Console.WriteLine("done");
            return 0;
        }
        catch (Exception e) when (Disk.Explain(e) is BulkException failed)
        {
            // As the commands do it. What comes raw ends the process.
            Console.WriteLine(failed.Error);
            return 1;
        }
    }
}
