using System;
using System.IO;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core;

namespace ActiveCampaign.Bulk.Child;

/// <summary>
/// <c>chore</c>: imports, repairs, exports or deletes, once for each line that comes in: ROOT URI TOKEN START SPEED KIND,
/// with tabs between them. Writes "done", or which error ended it, and "end". Before each, to an empty line, it writes
/// "ready" and the threads it works on.
/// </summary>
internal static class ChoreVerb
{
    /// <summary>The exit code where an error ends it that has no id of its own.</summary>
    public const int Bare = 3;

    /// <summary>What it writes when a chore has ended.</summary>
    public const string End = "end";

    public static Task<int> RunAsync(string[] arguments)
    {
        int code = 0;
        while (Console.ReadLine() is string line)
        {
            if (line.Length == 0)
            {
                Console.WriteLine("ready " + string.Join(' ', TraceThreads.Find()));
                continue;
            }

            string[] words = line.Split('\t');
            using (Chore chore = new(ErrandPlace.Of(words)))
                code = OneThread.Run(() => DoAsync(chore, words[ErrandPlace.Words]));
            Console.WriteLine(End);
        }

        return Task.FromResult(code);
    }

    private static async Task<int> DoAsync(Chore chore, string kind)
    {
        try
        {
            await chore.RunAsync(kind);
            Console.WriteLine("done");
            return 0;
        }
        catch (BulkException e)
        {
            Console.WriteLine(e.Error);
            return 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            Console.WriteLine("bare " + e.ToString().ReplaceLineEndings("|"));
            return Bare;
        }
    }
}
