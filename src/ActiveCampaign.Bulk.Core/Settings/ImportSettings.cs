using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Settings;

/// <summary>What an import is asked to do.</summary>
internal sealed record ImportSettings
{
    /// <summary>What is done with the contacts. Whatever is no import takes its rows as <see cref="MemberRows"/> makes them.</summary>
    public ImportAction Action { get; init; }

    /// <summary>Which rows are looked up in the account before they are sent.</summary>
    public MatchMode Match { get; init; }

    /// <summary>Whether a row counts as done only when its contact was read back and has left <see cref="UnsubscribeLists"/>.</summary>
    public bool Verify { get; init; }

    /// <summary>Whether somebody who has left one of <see cref="Lists"/> is put back on it, which takes single calls.</summary>
    public bool Resubscribe { get; init; }

    /// <summary>Column map, separators, formats, tags that may be new. Its lists and tags for every row come from below.</summary>
    public MappingSettings Mapping { get; init; } = new();

    /// <summary>Lists to subscribe every row to, by name or id.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>Lists to unsubscribe every row from, by name or id.</summary>
    public IReadOnlyList<string> UnsubscribeLists { get; init; } = [];

    /// <summary>Tags for every row, by name or id.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether the service is told to run no automation.</summary>
    public bool SkipAutomation { get; init; }

    /// <summary>The route.</summary>
    public ImportMethod Method { get; init; }

    /// <summary>What becomes of rows whose address came before.</summary>
    public DuplicateMode OnDuplicate { get; init; }

    /// <summary>Contacts in a batch; 0 for as many as the service takes.</summary>
    public int BatchSize { get; init; }

    /// <summary>
    /// Rows that are sent, awaited and read back before all others, up to a batch; 0 for none. They go through the importer,
    /// and so does the rest of the input.
    /// </summary>
    public int Canary { get; init; }

    /// <summary>Requests in flight at most.</summary>
    public int ThrottleLimit { get; init; } = 4;

    /// <summary>The name the activity goes by.</summary>
    public string ActivityName { get; init; } = "import";

    /// <summary>Ids of activities that must have every row settled before anything is sent.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>The id of the import whose people get here what comes after it; null for none.</summary>
    public string? FollowUpOf { get; init; }

    /// <summary>Whether one activity of that name may be open on an account at a time.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Starts whatever runs, is open, or went the same way before.</summary>
    public bool Force { get; init; }

    /// <summary>Whether rows of contacts may have an id and no column of addresses.</summary>
    public bool AllowsIdOnly { get; init; }

    /// <summary>Whether an input without a row is fine.</summary>
    public bool AllowEmpty { get; init; }

    /// <summary>Ends the run when more rows are refused; null for no limit.</summary>
    public long? MaxRefused { get; init; }

    /// <summary>The call the service makes when a batch has ended.</summary>
    public CallbackSettings? Callback { get; init; }

    /// <summary>Full paths of files with addresses that are never to be imported, or with their SHA-256.</summary>
    public IReadOnlyList<string> ExcludePaths { get; init; } = [];

    /// <summary>
    /// What rows are compared with, so that only those that differ are sent: <see cref="Baselines.BaselineSource.Last"/>, the id of an
    /// activity, or the full path of an exported file; null sends every row.
    /// </summary>
    public string? ComparedTo { get; init; }

    /// <summary>Whether everything is sent where there is nothing to compare with.</summary>
    public bool AllowFull { get; init; }

    /// <summary>Whether a column that clears where it is blank may be blank in every row.</summary>
    public bool AllowClearAll { get; init; }

    /// <summary>What is done with rows whose answer was lost.</summary>
    public UnknownPolicy OnUnknown { get; init; }

    /// <summary>The input file, or null for pipeline input.</summary>
    public InputFile? Source { get; init; }

    /// <summary>Full path of the file for refused rows, or null for none.</summary>
    public string? RejectPath { get; init; }

    /// <summary>Whether the cells of that file are escaped for spreadsheets.</summary>
    public bool RejectSafe { get; init; }

    /// <summary>Whether files that are there are replaced, once the input was read to its end.</summary>
    public bool RejectReplace { get; init; }

    /// <summary>Full path of the file for all rows and what became of each, or null for none.</summary>
    public string? ResultPath { get; init; }

    /// <summary>Whether a file that is there is replaced, once every row is settled.</summary>
    public bool ResultReplace { get; init; }

    /// <summary>Full path of the file that contacts are written to before they are deleted, or null for none.</summary>
    public string? BackupPath { get; init; }

    /// <summary>Whether the settings come from an earlier activity.</summary>
    public bool HasSettingsFrom { get; init; }

    /// <summary>Reads, maps and batches everything, and neither writes a journal nor sends a contact.</summary>
    public bool IsRehearsal { get; init; }
}
