using System.Globalization;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// The files of one activity. What may stay as long as the activity is in one file; contact data is in the others, so
/// that it can go when it is settled.
/// </summary>
internal static class JournalFiles
{
    /// <summary>Header, answers, settlements, end: a line each, no contact data.</summary>
    public const string Main = "journal.jsonl";

    /// <summary>Refused rows with their original cells.</summary>
    public const string Refused = "refused.jsonl";

    /// <summary>Rows that need no sending, with their original cells; there only while a result file waits for them.</summary>
    public const string LeftOut = "leftout.jsonl";

    /// <summary>Says where the result file goes, where that was asked for after the start, or that it is written.</summary>
    public const string Result = "result.mark";

    /// <summary>Held while a process writes.</summary>
    public const string Lock = "lock";

    /// <summary>Says how long the main file was when its contact data was last looked through for what is too old.</summary>
    public const string Swept = "swept.mark";

    /// <summary>Says when it was first seen that contact data is too old.</summary>
    public const string Due = "due.mark";

    /// <summary>What the segments are called.</summary>
    public const string SegmentPattern = "batches-*.jsonl";

    /// <summary>What is called so holds what an export has read so far.</summary>
    public const string ExportPattern = "export-*";

    /// <summary>The text that an export searches for, which may be an address.</summary>
    public const string ExportSearch = "export-search.txt";

    /// <summary>The contacts an export was told to read, by id.</summary>
    public const string ExportIds = "export-ids.txt";

    /// <summary>The lines of one stretch of an export.</summary>
    public static string ExportPart(int number) => string.Format(CultureInfo.InvariantCulture, "export-{0:D4}.part", number);

    /// <summary>A segment: batches as planned and sent, with cells and payload.</summary>
    public static string Segment(int number) => string.Format(CultureInfo.InvariantCulture, "batches-{0:D4}.jsonl", number);
}
