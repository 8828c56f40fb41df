using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Child;

/// <summary>A process for tests that need several, or one to kill: the first word says what it does.</summary>
internal static class Program
{
    private static readonly Dictionary<string, Func<string[], Task<int>>> s_verbs = new(StringComparer.Ordinal)
    {
        ["calls"] = CallsVerb.RunAsync,
        ["chore"] = ChoreVerb.RunAsync,
        ["export"] = ExportVerb.RunAsync,
        ["import"] = ImportVerb.RunAsync,
        ["measure"] = MeasureVerb.RunAsync,
        ["measure-export"] = MeasureExportVerb.RunAsync,
        ["resume"] = ResumeVerb.RunAsync,
        ["trace"] = TraceVerb.RunAsync,
    };

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments.Length > 0 && s_verbs.TryGetValue(arguments[0], out Func<string[], Task<int>>? verb))
            return await verb(arguments[1..]);
        await Console.Error.WriteLineAsync("Name one of: " + string.Join(", ", s_verbs.Keys));
        return 2;
    }
}
