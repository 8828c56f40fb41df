using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActiveCampaign.Bulk.Core;

/// <summary>Every text that a person reads, in one place. Each says what to do next; none holds contact data.</summary>
internal static partial class Texts
{
    private const int DamageShown = 3;

    private const int RangesShown = 20;

    public const string HeaderDamaged = "The header holds characters that were damaged when the file was read. Read it with its real encoding: -Encoding, for example windows-1252.";

    public const string AddressRepeated = "The address came before in this input, and -OnDuplicate Refuse takes it once. Remove the row, or let rows of one address follow each other with -OnDuplicate Sequence.";

    public const string ListConflict = "The row would subscribe to a list that it also leaves, by -UnsubscribeList or by its cell lists_unsubscribed. Decide for one of the two.";

    public static string CannotClear(string column) =>
        $"The column '{column}' cannot be cleared: an import only adds tags and lists, and an address is always needed. Remove it from -ClearColumn.";

    public static string NoSuchColumn(string parameter, string name, string? nearest) =>
        $"{parameter} names the column '{name}', which the input does not have." + (nearest is null ? " Check its spelling." : $" Did you mean '{nearest}'?");

    public static string OptOutMapped(string column) =>
        $"-OptOutColumn names the column '{column}', which goes nowhere itself, and -ColumnMap or -ClearColumn names it too. Take it out there, or name another column.";

    public static string OptOutUnclear(string column) =>
        $"The cell '{column}' does not say whether the contact has opted out, so the row is not sent. Write 1, true, yes or y where it has, and 0, false, no, n or nothing where it has not.";

    public const string Excluded = "The address is in a file of -ExcludePath, so the row is not sent. Leave it out; if the address is excluded by mistake, take it off that file.";

    public const string ExcludedUnknown = "The rows were sent, the answer was lost, and their addresses are in a file of -ExcludePath by now, so they are not sent again. Look in the account whether the contacts are there, and remove them if they must not be.";

    public const string ExclusionChanged = "The files of -ExcludePath are not the ones that the activity began with. The rows that are left are held against the files as they are now.";

    public static string ExclusionInvalid(string path, long line) =>
        string.Format(CultureInfo.InvariantCulture, "Line {0:N0} of '{1}' is neither an email address nor a SHA-256 of one (64 hexadecimal digits), and nothing was sent. Give one a line, or a CSV file with a column 'email'.", line, path);

    public static string ExclusionPattern(string path, long line) =>
        string.Format(CultureInfo.InvariantCulture, "Line {0:N0} of '{1}' is a pattern, and patterns would match nobody: each address is named whole. Nothing was sent. Name the addresses; one that really holds such a character is named by its SHA-256.", line, path);

    public static string ExclusionEncoding(string path, long line) =>
        string.Format(CultureInfo.InvariantCulture, "Line {0:N0} of '{1}' has letters in an encoding that the file does not tell, so the address might match nobody. Nothing was sent. Save the file as UTF-8.", line, path);

    public static string ExclusionEmpty(string path) =>
        $"'{path}' names nobody, so it would exclude nobody. Nothing was sent. Check what wrote the file; a list that is meant to be empty takes one line: nobody@example.invalid";

    public static string NoBaseline(string name) =>
        $"There is no earlier import named '{name}' on this account with rows that are confirmed, so there is nothing to compare with, and nothing was sent. Check -ActivityName, or send everything once with -AllowFull.";

    public static string NoBaselineOf(string activityId) =>
        $"The activity '{activityId}' has no rows that are confirmed, or is no import of this account, so there is nothing to compare with, and nothing was sent. Get-ACActivity shows the activities; or compare with -ComparedTo Last.";

    public static string NoBaselineIn(string path) =>
        $"The file '{path}' holds no contact with an address, so there is nothing to compare with, and nothing was sent. Give a CSV file that Export-ACContact has written, or send everything once with -AllowFull.";

    public static string ExportLacks(string column) =>
        $"The exported file lacks what the column '{column}' is compared with, and nothing was sent. Export it too, or leave the column out of the import.";

    public const string ComparedWithoutName = "-ComparedTo compares with the last import of the same name, and this one has none. Give -ActivityName, or the rows as a file with -Path.";

    public const string FullWithoutCompared = "-AllowFull says what -ComparedTo may do where there is nothing to compare with, and -ComparedTo is not given. Add it, or leave -AllowFull out.";

    public static string BaselineDamaged(string path) =>
        $"The file '{path}', which holds what the last imports of this name have confirmed, is damaged. Remove it and send everything once with -AllowFull.";

    public static string DuplicateColumn(string first, string second) =>
        $"The columns '{first}' and '{second}' lead to the same place. Leave one out: -ColumnMap @{{ {Quoted(second.Trim())} = $null }}";

    public static string DuplicateInRow(string first, string second) =>
        $"The row has the columns '{first}' and '{second}', which lead to the same place. Leave one out: -ColumnMap @{{ '{second}' = $null }}.";

    public static string EmailMissing(string column) =>
        $"The cell '{column}' is blank: a contact is found by its address alone. Fill it in, or remove the row.";

    public static string EmailInvalid(string wrong) =>
        $"The address is not one the service accepts: {wrong}. Correct it.";

    public static string EncodingDamaged(string column) =>
        $"The cell '{column}' holds characters that were damaged when it was read, or control characters. Read the file with its real encoding: -Encoding, for example windows-1252; where that is right, take the characters out.";

    public static string DateInvalid(string column, string? format) => format is null
        ? $"The cell '{column}' is no ISO date (2026-01-31). Correct it, or give the format of the column: -DateFormat, for example dd.MM.yyyy."
        : $"The cell '{column}' is no date in the format '{format}'. Correct it, or change -DateFormat.";

    public static string NoSuchDay(string column) =>
        $"The cell '{column}' is a date that is in no calendar: its month has no such day. Correct it.";

    public static string DateFormatInvalid(string format, string? likely) =>
        $"-DateFormat '{format}' does not read a whole date (day, month as MM, year), or no whole time where it has hours (HH:mm), and nothing was sent. "
        + (likely is null ? "Give a .NET format, for example dd.MM.yyyy." : $"Likely it is: -DateFormat '{likely}'.");

    public static string SpreadsheetError(string column, string error) =>
        $"The cell '{column}' holds the error of a spreadsheet ({error}) instead of a value. Mend the formula, or empty the cell.";

    public static string TypeName(string column) =>
        $"The cell '{column}' holds the name of a type instead of a value: an array or another object was written as text. Write what is in it, several values separated by |.";

    public static string NotANumber(string column) => $"The cell '{column}' is not a number (NaN) or infinite. Correct it, or leave it blank.";

    public static string NumberInexact(string column) =>
        $"The cell '{column}' is a number too large to be exact, so its last digits are lost already. Read it as text or as a whole number.";

    public static string ValueNested(string column) =>
        $"The cell '{column}' holds an object with properties of its own. Choose with Select-Object what of it is meant, or leave the column out: -ColumnMap @{{ '{column.Replace("'", "''")}' = $null }}.";

    public static string ValueUnreadable(string column, string why) => $"The cell '{column}' {why}";

    public static string ShortNumbers(long cells, long row) =>
        string.Format(CultureInfo.InvariantCulture, "{0:N0} cells hold numbers like 4.47901E+11, the first in row {1}: a spreadsheet has cut their digits off. They go as they are. Format the column as text or number in the spreadsheet, and import it again.", cells, row);

    public static string ClearColumnBlank(string column, long rows, bool isAll) =>
        string.Format(CultureInfo.InvariantCulture, "-ClearColumn names the column '{0}', and {1} there: that would clear it for everybody, and nothing was sent. ", column, isAll ? "no row has a value" : string.Format(CultureInfo.InvariantCulture, "none of the first {0:N0} rows has a value", rows))
        + "Check where the rows come from; if it is meant, allow it with -AllowClearAll.";

    public static string TagQuoted(string name) =>
        $"The tag '{Redact(name)}' does not exist and has a quote in its name, so it is not created. Take the quotes off, or make the tag in the account.";

    public static string OptionUnknown(string column, string field, string? nearest) =>
        $"The cell '{column}' holds a text that is no option of the field '{field}'."
        + (nearest is null ? string.Empty : $" The nearest option is '{nearest}'.") + " Correct it, or add the option in the account.";

    public static string ValueNotSingle(string column) =>
        $"The cell '{column}' holds several values, but what it leads to holds one. Join them before the import.";

    public static string TagUnknown(string name) =>
        $"The tag '{Redact(name)}' does not exist, and the service would create it for good. Correct it, or allow it with -AllowNewTag.";

    public static string TagLimit(string name, int limit) =>
        string.Format(CultureInfo.InvariantCulture, "The tag '{0}' would be new tag number {1}, and {2} are allowed. Correct it, or raise -MaxNewTag.", Redact(name), limit + 1, limit);

    public static string ListUnknown(string name, string? nearest) =>
        $"The list '{Redact(name)}' does not exist." + (nearest is null ? string.Empty : $" The nearest is '{nearest}'.") + " Get-ACList shows the lists; a list must be made in the account first.";

    public static string FileEmpty(string path) =>
        $"The file '{path}' is empty: it has no header. Give a CSV file whose first line names the columns.";

    public static string FileNotFound(string path) => $"The file '{path}' does not exist. Check the path.";

    public static string FileUnreadable(string path, string why) => $"The file '{path}' could not be read: {why} Close the program that holds it, or check your rights.";

    public static string RowRagged(int cells, int columns) =>
        $"The row has {cells} cells, the header {columns}. Usually a delimiter or a quote in a cell is not quoted; correct the row, or give the file's -Delimiter.";

    public static string RowTooLarge(int bytes) =>
        string.Format(CultureInfo.InvariantCulture, "The row alone is larger than a request may be ({0:N0} bytes). Shorten its longest cell.", bytes);

    public const string NoAddress = "That is no address of an account. Take the URL from Settings, Developer in the account, for example https://youraccount.api-us1.com.";

    public static string HttpsRequired(string host) =>
        $"The address of '{host}' is plain http, which would show the token on the way. Use the https URL from Settings, Developer.";

    public static string NoSingleCalls => "This service takes contacts in batches only: leave out -Method Single.";

    public static string TokenInvalid(string what) =>
        $"The API key is none: {what}, and a key has letters, digits and signs only. Nothing was sent. Copy it again (Settings, Developer in the account), by the button there.";

    public const string ProxyWantsCredential = "The proxy asks for a user and a password (407). Give them with -ProxyCredential of Connect-ACSession";

    public static string HostUnreachable(string host, string why) =>
        $"The host '{host}' could not be reached: {why.TrimEnd('.')}. Check the address (Settings, Developer in the account), the network and the proxy, then run the command again.";

    public static string CircuitOpen(string host) =>
        $"The host '{host}' failed again and again, so no more calls were made. Wait until the service has recovered, then run the command again.";

    public static string TokenRefused(string host) =>
        $"'{host}' does not accept the token. Take the key from Settings, Developer in the account, and connect again with Connect-ACSession.";

    public static string AccessDenied(string route, string host) =>
        $"'{host}' accepts the token but refuses '{route}'. The user of the token lacks the permission, or the plan does not include it: ask an admin of the account.";

    public static string AccountInactive(string host) =>
        $"'{host}' answers that its plan or payment is inactive (402). Nothing more was sent; settle it in the account, then run the command again.";

    public static string NotTheApi(string host) =>
        $"'{host}' answers, but not as the API. Take the URL from Settings, Developer: it is not the address where people sign in.";

    public static string AnswerUnreadable(string route, string host) =>
        $"'{host}' answered '{route}' with something that is no JSON, again and again. Try later; a proxy on the way may be the cause.";

    public static string AnswerTooLarge(string route, string host, long limit) =>
        $"'{host}' answered '{route}' with more than {limit / (1024 * 1024)} MB, which was not read on. The service never answers so much; a proxy or gateway on the way may be the cause.";

    public static string NoAnswer(string route, string host) =>
        $"'{host}' did not answer '{route}' in time, or closed the connection, again and again. Try later.";

    public static string ServiceFails(int status, string host) =>
        $"'{host}' fails with status {status}, again and again. Try later; the service's status page may say more.";

    public static string RequestRefused(int status, string route, string text) =>
        $"The service refused '{route}' with status {status}" + (text.Length == 0 ? "." : $": {text.TrimEnd('.')}.") + " Check the value it names, then run the command again.";

    public static string JournalUnwritable(string folder, string why) =>
        $"The journal in '{folder}' cannot be written: {why} Nothing is sent without it. Check the folder's rights and the free space, or name another folder in the environment variable AC_BULK_HOME.";

    public static string NotOnDisk(string path, int error) =>
        $"'{path}' did not get onto the disk ({new System.ComponentModel.Win32Exception(error).Message}).";

    public static string JournalUnreadable(string folder, string option) =>
        $"The journal in '{folder}' has no readable first line, which holds what the activity is. If it is a copy, copy it again. Else it cannot go on: look in the account which rows are in, import the others as a new activity, and forget this one: Remove-ACActivity -ActivityId '{System.IO.Path.GetFileName(folder)}'{option} -Force";

    public static string JournalUnreadable(string folder, string option, IReadOnlyCollection<LineDamage> damage, int open) =>
        (damage.Count == 0 ? string.Empty : $"The journal is damaged: {Places(damage)}. ") + (open == 0 ? string.Empty : $"{open} of its batches are not settled. ") + JournalUnreadable(folder, option);

    /// <summary>The first damaged lines, and how many more there are.</summary>
    public static string Places(IReadOnlyCollection<LineDamage> damage) =>
        string.Join(", ", damage.Take(DamageShown).Select(Place))
        + (damage.Count > DamageShown ? $", and {damage.Count - DamageShown} more" : string.Empty);

    private static string Place(LineDamage damage) => damage.Line switch
    {
        0 => $"{damage.File} is gone",
        LineDamage.SomeMissing => $"lines of {damage.File} are missing",
        _ => $"line {damage.Line} of {damage.File}",
    };

    public static string KeyDamaged(string path) =>
        $"The key of the digests in '{path}' is damaged. Put it back from a copy. Where there is none, delete this file: a new one is made. In activities that are open now, rows that the service refuses are then unknown, and comparisons with earlier imports begin anew.";

    public static string JournalGone(string folder) =>
        $"The journal folder '{folder}' is gone: somebody has deleted or moved it. What was written so far holds. What the service has taken it goes on with; Get-ACImportStatus -Daily shows how much that is. Put the folder back where it was moved; else look in the account which rows are in, and import the others as a new activity.";

    public const string RowOfDamagedLine = "No readable line of the journal speaks of the row: it may have been sent.";

    public static string RowsLost(string id, string rows) =>
        $"What rows {rows} of activity {id} were sent with is no longer in its journal, and nobody knows whether they are in. Look them up in the account, and import what is missing as a new activity.";

    public static string RowsNeedInput(string rows) =>
        $"Rows {rows} may have been sent, and the journal no longer has what they were sent with: only the input does.";

    /// <summary>Row numbers for people: the first ranges, and how many more rows there are.</summary>
    public static string RowList(IEnumerable<long> rows)
    {
        List<long> sorted = rows.OrderBy(row => row).ToList();
        string[] ranges = RowRanges.Format(sorted).Split(',');
        string shown = string.Join(", ", ranges.Take(RangesShown));
        return ranges.Length > RangesShown ? $"{shown} and more, {sorted.Count} in all" : shown;
    }

    public static string NotJsonLines(string path, long line) =>
        $"Line {line} of '{path}' is no JSON object with the members of the first line. Give a file that Export-ACContact has written.";

    public const string DataGone = "What the rows were sent with is no longer in the journal.";


    public const string ContactNotCreated = "The account has no contact with this id or address, and none is created. Correct it, leave it out, or let addresses become contacts with -AllowNewContact.";

    public const string IdOfAnother = "The id is that of a contact with another address. Where it comes from another system, leave it out (... | Select-Object email); else correct one of the two.";

    public static string ChangedSince(string activity, bool isDeletion) => isDeletion
        ? $"Activity {activity} has deleted the contact since, so the row is not sent: it would create it again. Where that is wanted, import the row anew."
        : $"Activity {activity} has sent newer data for the address since, so this older row is not sent over it. Where the older data is wanted all the same, import the row anew.";

    public const string JoinedSince = "The contact has joined a list since the row was sent first, so it is not taken off it. Where it is to leave all the same, take it off anew with Remove-ACListMember.";

    public const string NotActive = "The contact is on a list unconfirmed or bounced, and the service would set it active there without its consent. Leave it out, or let it confirm first.";

    public const string AddressChanged = "The contact has another address by now, so whom the row means is not sure. Give the row anew, with the address of today.";

    public const string LeftBeforeResume = "The contact is off the list, and may have left since the command was agreed to. What goes on with an activity puts nobody back on a list. Where the contact is to come back, give it once more to Add-ACListMember -Resubscribe.";

    public const string OptedOutSince = "An answer was lost, and the contact is off the list: whether it was put back and has left again nobody can tell. What goes on with an activity puts nobody back on a list. Where the contact is to come back, give it once more to Add-ACListMember -Resubscribe.";

    public const string NotOnAnyList = "They are on none of these lists.";

    public const string NotConfirmed = "The service has ended the batch, and the contact is still on a list that it was to leave, or on it again. Look at the contact and at the automations that subscribe, then take it off once more.";

    public const string ResubscribeWithSkipAutomation = "-Resubscribe makes single calls, which cannot skip automations: only the importer can. Leave one of the two out.";

    public const string NoInput = "No row came in. Check what stands before the pipe, or allow it with -AllowEmpty.";

    public const string KeepLastWithoutFile = "-OnDuplicate KeepLast needs to know the last row of each address before the first is sent, so it reads a file twice. Give the file with -Path, or use -OnDuplicate Sequence or KeepFirst.";

    public const string HeldBack = "The rows follow earlier ones of the same address whose batch nobody knew the end of, so they were not sent. Resume-ACActivity settles that batch where it can, and sends them.";

    public const string SingleWithAccount = "-Method Single cannot set the account (company) of a contact: only the importer can. Use -Method Bulk, or leave the column out.";

    public const string SingleWithSkipAutomation = "-Method Single cannot skip automations: only the importer can. Use -Method Bulk or Auto, or leave -SkipAutomation out.";

    public const string SingleWithCallback = "-Method Single makes no callback: only the importer does. Use -Method Bulk, or leave -CallbackUri out.";

    public const string ListBothWays = "The same list is named by -List and by -UnsubscribeList. Decide for one of the two.";

    public static string NoRows(string path) => $"The file '{path}' has a header and no row. Check the file, or allow it with -AllowEmpty.";

    public static string TooManyRefused(long limit) =>
        string.Format(CultureInfo.InvariantCulture, "More than {0} rows were refused, which is all that -MaxRefused allows. The rest was not sent. Correct the rows, or raise the limit.", limit);

    public static string AmbiguousName(string kind, string name, IEnumerable<int> ids) =>
        $"Several {kind}s are called '{name}': {string.Join(", ", ids.Select(id => "id:" + id.ToString(CultureInfo.InvariantCulture)))}. Nothing was done. Name the one you mean by its id, such as id:{ids.First().ToString(CultureInfo.InvariantCulture)}{(kind == "segment" ? "." : $"; Get-AC{char.ToUpperInvariant(kind[0])}{kind.Substring(1)} shows them.")}";

    public static string ListAmbiguous(string name, IEnumerable<int> ids) =>
        $"Several lists are called '{Redact(name)}'. Name the one you mean by its id: {string.Join(", ", ids.Select(id => "id:" + id.ToString(CultureInfo.InvariantCulture)))}.";

    private static string IdHint(string name) =>
        name.Trim().All(char.IsDigit) ? $" Where {name.Trim()} is an id, write id:{name.Trim()}." : string.Empty;

    public static string UnknownList(string name, string? nearest) =>
        $"The list '{name}' does not exist.{IdHint(name)}" + (nearest is null ? string.Empty : $" The nearest is '{nearest}'.") + " Get-ACList shows the lists; a list must be made in the account first.";

    public static string UnknownTag(string name, string? nearest) =>
        $"The tag '{name}' does not exist, and the service would create it for good." + (nearest is null ? string.Empty : $" The nearest is '{nearest}'.")
        + " Correct it, or allow it with -AllowNewTag (and -MaxNewTag).";

    public static string AnswerLost(System.Exception? failure) => failure is System.OperationCanceledException
        ? "The batch was on its way when the answer stopped being waited for; the service may have taken it."
        : failure is Polly.Timeout.TimeoutRejectedException
            ? "The batch was sent and no answer came in time; the service may have taken it."
            : "The batch was sent and the connection was lost before the answer was whole; the service may have taken it.";

    public static string AnswerUseless(int status) =>
        $"The batch was sent and the answer (status {status}) does not say whether the service took it.";

    public static string AnswersLost(int count, string host) =>
        $"{count} answers in a row from '{host}' were lost or unreadable. Nothing more was sent; wait until the service has recovered.";

    public static string OutageLasts(string host, int minutes) =>
        $"'{host}' has not answered for {minutes} minutes. Nothing more was sent; wait until it has recovered.";

    public static string RefusedByService(string reason) =>
        "The service refused the row" + (reason.Length == 0 ? " without a reason." : $": {Redact(reason).TrimEnd('.')}.") + " Correct it and import it again.";

    public static string BatchRefused(string message) =>
        "The service refused the whole batch" + (message.Length == 0 ? " without a reason." : $": {Redact(message).TrimEnd('.')}.") + " Nothing of it was imported.";

    public const string ConsentWithdrawn = "The contact has left, or never confirmed, a list the row would put it on. It stays off: only a consent given anew, entered in the account, can change that.";

    public const string FailedAtService = "The service took the batch and reports this address as failed, without a reason. It may be excluded, bounced, unsubscribed from the list, over the account's contact limit, or malformed.";

    /// <summary>The same, with what the account shows.</summary>
    public static string FailedBecause(FailureCause cause) => "The service took the batch and reports this address as failed. " + cause switch
    {
        FailureCause.Excluded => "The address is on the account's exclusion list. Take it off there, or leave the row out.",
        FailureCause.Bounced => "Mail to the address has bounced. Correct the address, or leave the row out.",
        FailureCause.Unsubscribed => "The contact has unsubscribed from a list the row would put it on. It stays off: only a consent given anew, entered in the account, can change that.",
        FailureCause.ContactLimit => "The account holds as many contacts as it may. Raise its limit or remove contacts, then import the row again.",
        FailureCause.Malformed => "The address is malformed, or looks so to the importer. Correct it, then import the row again.",
        _ => "The cause is not stated: nothing that this token may read in the account explains it. Look the address up there.",
    };

    public static string SingleLost(string route) => $"The call '{route}' was sent and its answer was lost; it may have had its effect.";

    // The service quotes addresses in some of its texts, cells hold some in the wrong column, and a text of ours never
    // holds one.
    private static string Redact(string text)
    {
        if (text.IndexOf('@') < 0)
            return text;
        string[] words = text.Split(' ');
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i].IndexOf('@') >= 0)
                words[i] = "(address)";
        }

        return string.Join(" ", words);
    }

    public static string FileExists(string path) => $"The file '{path}' exists. Choose another name, or replace it with -Force.";

    public static string RejectFileExists(string path) =>
        $"The file '{path}' exists. Choose another name, add to it with -Append, or replace it with -Force.";

    public static string RejectFileMismatch(string path, bool safe, IEnumerable<string> columns) =>
        $"The file '{path}' is no reject file that rows can be added to: it needs a header with the columns {string.Join(", ", columns)}, separated by commas, in UTF-8"
        + (safe ? ", as -SafeForSpreadsheet writes it" : ", and no column AC_Escaped") + ". Choose another name, or replace it with -Force.";

    public const string RejectsWait = "The input was not read to its end, and until then the older file there stays as it is.";

    public const string NoSuchFolder = "Its folder does not exist.";

    public const string IsFolder = "It is a folder.";

    public const string RejectHint = " The rows come from a reject file: take over the settings of their activity with -SettingsFrom and the id in the column AC_ActivityId.";

    public static string FileUnwritable(string path, string why) => $"The file '{path}' could not be written: {why} Check the folder, your rights and the free space.";

    public const string QuoteUnclosed = "A quote is opened in this row and closed nowhere, so that the rest of the file would be one cell. Close the quote, or double it where it stands for itself.";

    public static string RateRefused(string host, int times) =>
        $"'{host}' refused the same call for its rate {times} times in a row, though each time it was waited as long as asked. Others may use the account; try later.";

    public const string FoundIn = "The answer was lost; the account was asked, and these rows are in.";

    public const string StaysUnknown = "The account could not be asked whether these rows are in: it still has imports to do.";

    public const string HeldUnknown = "The answer was lost in an earlier run, and -OnUnknown is Hold, so the rows are left alone.";

    public const string StaysUnclear = "These contacts were changed since, but are not as the rows say: nobody can tell whether the rows were applied first. Look at them in the account; Resume-ACActivity -OnUnknown Resend sends them once more.";

    public static string SentOnceMore(int batch) =>
        $"The answer to batch {batch} was lost. Automations are skipped or -OnUnknown is Resend, so its rows are sent once more; the importer finds contacts by their address.";

    public static string InputChanged(long row) =>
        $"The input differs from the one that was read before, at row {row} or shortly before it. Nothing of it was sent. Give the input as it was, or start a new import with what is left.";

    public static string FileChanged(string path) =>
        $"'{path}' is not the file that the activity began with: its SHA-256 differs. Nothing was sent. Give the file as it was with -Path, or start a new import with what is left.";

    public static string InputNeeded(long after) =>
        $"What the journal has is sent, but rows after row {after} were not read or not yet journaled when the run ended, and their input is not here. Give it again: Resume-ACActivity -Path for a file, or ... | Resume-ACActivity for rows of a pipeline.";

    public static string ActivityRunning(string id) =>
        $"Somebody is at work on activity {id}: another process, or another runspace of this one. Wait until it has ended; Get-ACActivity shows it.";

    public const string RowOfRefusedBatch = "The service refused the batch the row was in.";

    public const string RowOfLostBatch = "The row was sent and its answer was lost. Resume-ACActivity settles it.";

    public const string RowOfFailedBatch = "The service ended the batch the row was in as failed and does not say what was applied. Repair-ACImport settles it.";

    public const string RowOfInterruptedBatch = "The service stopped the batch the row was in on the way; a part may have been applied. Repair-ACImport settles it.";

    public const string RowErased = "The data of the row's person was erased from the journal, so nobody can settle it any more.";

    public const string RowExpired = "The row's contact data is gone, since it is kept for ten days. Look the row up in the account.";

    public static string RowMayHaveFailed(int failed, int rows) =>
        string.Format(CultureInfo.InvariantCulture, "The service reported {0} of the {1} rows of the batch as failed by addresses that no row has, so it may be this one. Look the rows up in the account.", failed, rows);

    public static string NameHeld(string name) =>
        $"An activity called '{name}' runs at this moment. Wait until it has ended, give this one another name with -ActivityName, or start it all the same with -Force.";

    public static string NameRunning(string name, string id) =>
        $"An activity called '{name}' runs at this moment ({id}). Wait until it has ended, give this one another name with -ActivityName, or start it all the same with -Force.";

    public static string ActivityOpen(string name, string id, long rows) =>
        $"An activity called '{name}' was not finished: {id}"
        + (rows > 0 ? string.Format(CultureInfo.InvariantCulture, ", with {0} rows open", rows) : string.Empty)
        + $". Finish it with Resume-ACActivity -ActivityId '{id}' (or -IfOpen Resume), give it up with Remove-ACActivity -ActivityId '{id}' -Force, or start a new one all the same with -Force.";

    public static string AlreadyImported(string path, string id, System.DateTimeOffset when) =>
        string.Format(CultureInfo.InvariantCulture, "'{0}' was imported with the same settings on {1:yyyy-MM-dd HH:mm} (activity {2}). Nothing was sent; import it again with -Force.", path, when, id);

    public const string FailsAlone = "The service ends the batch as failed even with this row alone in it, and gives no reason. Look for what is unusual in it (very long text, odd characters, an unknown account), correct it, and import it again.";

    public static string DataExpired(string id) =>
        $"The contact data of activity {id} is gone: it is kept for ten days. Its open rows are unknown; look them up in the account, and import what is missing as a new activity.";

    public static string ServiceFailing(int batches, string host) =>
        $"{batches} batches failed again whole at '{host}', and no part of the first one was taken either: that is the service, not the rows. Nothing more was sent; repair again later.";

    public static string RepairSpent(int requests) =>
        string.Format(CultureInfo.InvariantCulture, "{0} import requests were spent, which is the limit of this repair. What is left stays as it was; repair again, or raise -MaxRequest.", requests);

    public static string CannotAsk(string host) =>
        $"'{host}' still has imports to do, so it cannot be asked which rows are in; without asking, automations could run twice. Nothing was sent; repair again when the account is quiet.";

    public const string ListenWithoutSecret = "-ListenOn needs the secret that the service sends along: give -CallbackParameter or -CallbackHeader with the same names and values as on Import-ACContact. Without one, anybody could call.";

    public static string ListenPrefixInvalid(string prefix) =>
        $"'{prefix}' is no prefix to listen on. Write it as http://127.0.0.1:8731/ac/ (this machine only) or http://+:8080/ac/ (all its addresses): scheme, host, port, path.";

    public static string ListenWithoutCertificate(string prefix) =>
        $"'{prefix}' cannot be listened on: https needs a certificate bound to the port, which only Windows has. Listen on an http prefix, and let a web server with the certificate pass the calls on to it.";

    public static string ListenFailed(string prefix, string why, bool isWindows) =>
        $"'{prefix}' cannot be listened on: {why.TrimEnd('.')}. Choose another port, or end the program that has this one; host and path must be this machine's."
        + (isWindows ? $" Where the right is missing, an administrator gives it: netsh http add urlacl url={prefix} user=DOMAIN\\name." : " Ports below 1024 need more rights than most users have.");

    public static string LanesUnwritable(string folder, string why) =>
        $"The folder '{folder}' cannot be written: {why} This process keeps the service's limits by itself; others that use the account at the same time do not count. Check the folder's rights, or name another one in the environment variable AC_BULK_HOME.";

    public static string LanesHeld(string path) =>
        $"The file '{path}' was held by another program for more than half a minute. This process keeps the service's limits by itself; others that use the account at the same time do not count. Close the program that holds it.";

    public static string RemovesOpen(string id, long rows) =>
        string.Format(CultureInfo.InvariantCulture, "Activity {0} is not finished: {1}. ", id, rows > 0 ? $"{rows} rows are open" : "its input was not read to the end")
        + "Without its journal nobody learns what became of it. Finish it (Get-ACActivity shows the command), or remove it all the same with -Force.";

    public static string JournalInTemp(string root) =>
        $"the journal lies in '{root}', below the folder for temporary files, which may be emptied at any time." + NameDurable;

    public static string JournalInContainer(string root) =>
        $"this process runs in a container, and the journal lies in '{root}', which goes when the container goes." + NameDurable;

    public static string JournalInSandbox(string root) =>
        $"this process runs in a sandbox of Azure, and the journal lies in '{root}', which goes when the job ends." + NameDurable;

    private const string NameDurable = " After that nothing could be resumed. Name a folder on storage that lasts: -JournalPath, or the environment variable AC_BULK_HOME.";

    public static string CanaryFailed(int rows, string what, string id) =>
        string.Format(CultureInfo.InvariantCulture, "The canary failed: {0} {1} sent ahead, and nothing else. What the account shows is not what they say: {2}. ", rows, rows == 1 ? "row was" : "rows were", what)
        + $"Correct the columns or settings and import again; or go on all the same, without a canary: Resume-ACActivity -ActivityId '{id}'.";

    public static string CanaryRow(long row, string what) => string.Format(CultureInfo.InvariantCulture, "row {0}: {1}", row, what);

    public static string CanaryMore(int rows) => string.Format(CultureInfo.InvariantCulture, "; and {0} more", rows);

    public static string CallPlanNotConfirmed(string id) =>
        $"Activity {id} ended while its contacts were still being read, before anybody agreed to it: nothing was changed, and nothing is left to go on with. Run the command again, and remove what is left: Remove-ACActivity -ActivityId '{id}' -Force";

    public static string MaxCountExceeded(long limit) =>
        $"More than {limit} contacts came in, and -MaxCount allows no more. Nothing was changed. Check what stands before the pipe, or raise -MaxCount.";

    public static string ArchiveLimitReached(string host, string text) =>
        $"'{host}' deletes no more contacts this month: {text.TrimEnd('.')}. The limit is about the number of contacts in the plan and resets with the billing cycle. What was not deleted is in the journal.";

    public static string RefusedInARow(int count, string text) =>
        $"The service refused {count} contacts in a row with the same words: {text.TrimEnd('.')}. That is hardly about each of them: the user of the token may lack the right (only admins may delete), or a limit of the account is reached. What was not done is in the journal.";

    public static string FailedInARow(int count, string text) =>
        $"The service failed for {count} contacts in a row: {text.TrimEnd('.')}. Try later; what was not done is in the journal.";

    public const string CallLost = "The answer was lost, again and again";

    public static string CallFails(int status) => $"The service fails with status {status}, again and again";

    public static string CallUnreadable(int status) => $"The answer has status {status} and none of the service's words";

    public static string CallRefused(int status, string text) =>
        $"The service refused with status {status}" + (text.Length == 0 ? "." : $": {text.TrimEnd('.')}.") + " Look at the contact in the account.";

    public const string ContactNotThere = "The account has no such contact.";

    public const string ContactGone = "The contact was gone already.";

    public const string GoneByNow = "It was there when it was looked up, and is gone by now.";

    public const string TagNotThere = "The contact does not have the tag.";

    public const string ContactNotFound = "The account has no such contact. Check the id or the address.";

    public const string ContactMismatch = "The contact with this id has another address than the row. Ids of another system are none of this account: leave the id out to go by the address, or say with -AllowIdOnly that the id alone counts and leave the address out.";

    public const string ContactRepeated = "An earlier row names the same contact.";

    public static string BackupOfAnother(string path, string other, string host) =>
        $"'{path}' holds contacts of '{other}', and these are contacts of '{host}'. Ids of two accounts must not be mixed: name another file.";

    public static string BackupNotReplaced(string path, string beside, string why) =>
        $"The new backup is whole, and stands in '{beside}', since it cannot take the place of '{path}': {why} Move it there yourself.";

    public static string BackupUnreadable(string path, string why) =>
        $"The backup '{path}' does not read back as it was written, so nobody in it was deleted: {why}";

    public static string BackupLacks(int id) => $"contact {id} is not in it as the account has it.";

    public static string BackupColumn(string column) => $"the column '{column}' would not find its way back.";

    public static string BackupLoss(string path, int undecided, int nameless) =>
        $"The backup '{path}' holds everything, but an import of it does not bring everything back:"
        + (undecided == 0 ? string.Empty : $" {undecided} of its contacts are unconfirmed or bounced on a list (lists_unconfirmed, lists_bounced); an import leaves them off it.")
        + (nameless == 0 ? string.Empty : $" {nameless} have no address, and an import knows contacts by nothing else.");

    public static string BackupDamaged(int id) =>
        $"The service's answer for contact {id} holds text that is damaged, so the backup could not bring it back. Mend the contact in the account, or delete it without a backup.";

    public static string BackupIsSuppression(string path) => $"'{path}' is named for the backup and for the hashes. Give each its own file.";

    public static string CanaryMissing(System.Collections.Generic.IEnumerable<string> parts) => string.Join(", ", parts) + " missing or different";

    public static string CanaryBroken(bool failed) => failed ? "the service ended the batch as failed" : "the service stopped the batch on the way";

    public const string CanaryUnknown = "the service has not told what became of it";

    public const string CanaryAutomation = "an automation ran though automations are skipped";

    public const string CanaryAllRefused = "every one of them was refused";

    public const string CanaryWithSingle = "-Canary goes through the importer, which -Method Single leaves out. Leave one of them out.";

    public static string FilterEmpty(string filter) =>
        $"{filter} was given and is empty, which would mean everybody. Nothing was read. Check what it was taken from, or leave it out to mean all contacts.";

    public static string NoSuchTag(string name, string? nearest) =>
        $"The tag '{name}' does not exist.{IdHint(name)}" + (nearest is null ? string.Empty : $" The nearest is '{nearest}'.") + " Get-ACTag shows the tags.";

    public static string UnknownSegment(string name, string? nearest) =>
        $"The segment '{name}' does not exist.{IdHint(name)}" + (nearest is null ? string.Empty : $" The nearest is '{nearest}'.") + " Segments are kept in the account, under Contacts; give a name or an id from there.";

    public static string UnknownProperty(string name, string? nearest) =>
        $"-Property names '{name}', which is neither a column of an export nor a custom field of the account." + (nearest is null ? " Get-ACField shows the fields." : $" Did you mean '{nearest}'?");

    public static string NotEncodable(string path, string encoding) =>
        $"A contact has characters that '{encoding}' cannot hold, so '{path}' was not finished: nothing is replaced by question marks. Export again with -Encoding utf8.";

    public static string WaitsForOther(string activity) =>
        $"Activity {activity} has batches open at the service that hold addresses of this input. These are sent when they have ended, so that what is newer lasts.";

    public static string OtherStaysOpen(int number, string activity) =>
        $"Batch {number} of activity {activity} has not ended, so its addresses were sent without waiting any longer. What it holds may still be written over newer values: look with Get-ACActivity -ActivityId {activity}, and import these rows again when it has ended.";

    public const string PagesRepeat =
        "The account answers with contacts that were not asked for, so an end cannot be reached. Try later; where it stays so, leave out the filters one by one.";

    public static string ExportExpired(string id) =>
        $"What activity {id} was to read went with its contact data, which is kept for ten days and goes when somebody is erased. Start the export anew.";
}
