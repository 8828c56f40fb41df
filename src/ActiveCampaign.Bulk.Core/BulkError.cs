namespace ActiveCampaign.Bulk.Core;

/// <summary>Why an operation ended. The names are stable: hosts use them as error ids.</summary>
public enum BulkError
{
    /// <summary>No row came in and none was allowed to be missing.</summary>
    NoInput,

    /// <summary>The input file does not exist.</summary>
    FileNotFound,

    /// <summary>The input file has no byte, or no header.</summary>
    FileEmpty,

    /// <summary>The input file could not be read.</summary>
    FileUnreadable,

    /// <summary>The header is damaged or names a column twice.</summary>
    HeaderInvalid,

    /// <summary>The input is no table of rows, but a workbook, JSON, a web page or the like.</summary>
    NotATable,

    /// <summary>No column holds the address.</summary>
    NoEmailColumn,

    /// <summary>A column matches nothing the account has.</summary>
    UnknownColumn,

    /// <summary>Two columns lead to the same place.</summary>
    DuplicateColumn,

    /// <summary>The column map or the columns to clear name something that is not there or cannot be.</summary>
    ColumnMapInvalid,

    /// <summary>The format of dates does not make a whole date.</summary>
    DateFormatInvalid,

    /// <summary>A column that clears where it is blank has no value at all.</summary>
    ClearColumnBlank,

    /// <summary>A list named by the settings does not exist.</summary>
    UnknownList,

    /// <summary>Several lists, tags or segments have the name that was given.</summary>
    AmbiguousName,

    /// <summary>A tag named by the settings does not exist and new ones are not allowed.</summary>
    UnknownTag,

    /// <summary>Two settings exclude each other.</summary>
    SettingsConflict,

    /// <summary>The address of the service is not https and not loopback, or no address at all.</summary>
    HttpsRequired,

    /// <summary>The host could not be reached.</summary>
    HostUnreachable,

    /// <summary>The service did not accept the token.</summary>
    TokenRefused,

    /// <summary>The token is good, but this user may not do that.</summary>
    AccessDenied,

    /// <summary>The account's plan or payment is inactive (402).</summary>
    AccountInactive,

    /// <summary>The address answers, but not as the API.</summary>
    NotTheApi,

    /// <summary>The service answers with errors or not at all, again and again.</summary>
    ServiceUnavailable,

    /// <summary>The service answered something that cannot be read.</summary>
    AnswerUnreadable,

    /// <summary>The service refused the request.</summary>
    RequestRefused,

    /// <summary>More rows were refused than allowed.</summary>
    TooManyRefused,

    /// <summary>The journal could not be written.</summary>
    JournalUnwritable,

    /// <summary>The journal of an activity could not be read.</summary>
    JournalUnreadable,

    /// <summary>The file to write exists.</summary>
    FileExists,

    /// <summary>The file could not be written.</summary>
    FileUnwritable,

    /// <summary>The input is not the one that an earlier run has read.</summary>
    InputChanged,

    /// <summary>Rows were never read, and the input that holds them is not there.</summary>
    InputNeeded,

    /// <summary>Somebody is at work on the activity, or on one of the same name.</summary>
    ActivityRunning,

    /// <summary>An activity of the same name has rows that are not settled.</summary>
    ActivityOpen,

    /// <summary>The same input went the same way a short while ago.</summary>
    AlreadyImported,

    /// <summary>The activity's contact data is gone, so that it cannot go on.</summary>
    DataExpired,

    /// <summary>The service fails batches whole, whatever is in them.</summary>
    ServiceFailing,

    /// <summary>The rows sent ahead are not in the account as they say.</summary>
    CanaryFailed,

    /// <summary>More contacts than the caller allowed.</summary>
    MaxCountExceeded,

    /// <summary>The account may archive no more contacts this month.</summary>
    ArchiveLimitReached,

    /// <summary>The service refused one contact after the other, for the same reason.</summary>
    RefusedInARow,

    /// <summary>The prefix for callbacks cannot be listened on.</summary>
    ListenFailed,

    /// <summary>A file of addresses that are never to be imported holds something else.</summary>
    ExclusionInvalid,

    /// <summary>There is nothing to compare with.</summary>
    NoBaseline,

    /// <summary>The file to append refused rows to is no reject file, or is escaped in another way.</summary>
    RejectFileMismatch,

    /// <summary>The backup to add to holds contacts of another account.</summary>
    AccountMismatch,

    /// <summary>A filter is there and says nothing.</summary>
    FilterEmpty,

    /// <summary>A segment named by a filter does not exist.</summary>
    UnknownSegment,

    /// <summary>The key holds a character that no key has.</summary>
    TokenInvalid,

    /// <summary>The calls that the service allows in a day are spent.</summary>
    QuotaReached,

    /// <summary>There is no consent to go on with: it is spent, withdrawn, or was never given.</summary>
    ConsentNeeded,

    /// <summary>The consent that was asked for was denied, or not given in time.</summary>
    ConsentDenied,

    /// <summary>The workbook has no sheet of that name.</summary>
    UnknownWorksheet,

    /// <summary>The sheet hides rows, and nobody has said what they mean.</summary>
    HiddenRows,

    /// <summary>The disk failed while something was read or written that has no error of its own.</summary>
    DiskFailed,
}
