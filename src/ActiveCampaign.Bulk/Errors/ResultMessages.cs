namespace ActiveCampaign.Bulk.Errors;

/// <summary>What there is to say of result files.</summary>
internal static class ResultMessages
{
    public static string Written(string path, long rows) => $"'{path}' has {(rows == 1 ? "the one row" : $"all {rows:N0} rows")} and what became of each.";

    public static string NotWritten(string path, string why, string next) =>
        $"The result file '{path}' could not be written: {why} The journal keeps the rows for it. Write it elsewhere with: {next}";

    public static string Waits(string path, long rows, string next) =>
        $"The result file '{path}' appears when every row is settled, and {(rows == 1 ? "one row is" : $"{rows:N0} rows are")} not. Go on with: {next}";

    public static string Bare(string path, long rows) =>
        $"{(rows == 1 ? "One row" : $"{rows:N0} rows")} of '{path}' {(rows == 1 ? "has its number" : "have their numbers")} and what became of {(rows == 1 ? "it" : "them")}, and none of {(rows == 1 ? "its" : "their")} own columns, which had left the journal. Give -ResultPath to the import next time: it keeps them.";

    public static string OneActivity(string path, string other, string folder) =>
        $"-ResultPath '{path}' takes the rows of one activity, and another one came in: {other}. Wait for each by itself, with a file of its own: {NextCommands.Wait(other, folder)} -ResultPath <another file>";
}
