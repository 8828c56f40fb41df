using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActiveCampaign.Bulk.Core;

/// <summary>Every text that a person reads, in one place. Each says what to do next; none holds contact data.</summary>
internal static partial class Texts
{
    public const string HeaderDamaged = "The header holds characters that were damaged when the file was read. Read it with its real encoding: -Encoding, for example windows-1252.";

    public const string AddressRepeated = "The address came before in this input, and -OnDuplicate Refuse takes it once. Remove the row, or let rows of one address follow each other with -OnDuplicate Sequence.";

    public const string Excluded = "The address is in a file of -ExcludePath, so the row is not sent. Leave it out; if the address is excluded by mistake, take it off that file.";

    public const string ExcludedUnknown = "The rows were sent, the answer was lost, and their addresses are in a file of -ExcludePath by now, so they are not sent again. Look in the account whether the contacts are there, and remove them if they must not be.";

    public const string ExclusionChanged = "The files of -ExcludePath are not the ones that the activity began with. The rows that are left are held against the files as they are now.";

    public static string ExclusionInvalid(string place) =>
        $"{place} is neither an email address nor a SHA-256 of one (64 hexadecimal digits), and nothing was sent. Give one a line, or a CSV file or workbook with a column 'email'.";

    public static string ExclusionPattern(string place) =>
        $"{place} is a pattern, and patterns would match nobody: each address is named whole. Nothing was sent. Name the addresses; one that really holds such a character is named by its SHA-256.";

    public static string ExclusionEncoding(string place) =>
        $"{place} has letters in an encoding that the file does not tell, so the address might match nobody. Nothing was sent. Save the file as UTF-8.";

    public static string ExclusionEmpty(string path) =>
        $"'{path}' names nobody, so it would exclude nobody. Nothing was sent. Check what wrote the file; a list that is meant to be empty takes one line: nobody@example.invalid";

    public static string NoBaseline(string name) =>
        $"There is no earlier import named '{name}' on this account with rows that are confirmed, so there is nothing to compare with, and nothing was sent. Check -ActivityName, or send everything once with -AllowFull.";

    public static string NoBaselineOf(string activityId) =>
        $"The activity '{activityId}' has no rows that are confirmed, or is no import of this account, so there is nothing to compare with, and nothing was sent. Get-ACActivity shows the activities; or compare with -ComparedTo Last.";

    public static string BaselineOfAnother(string name) =>
        $"Imports of the name '{name}' went into another account too that shares the folder of journals, and what that one has tells nothing of this one. Nothing was sent. Give the imports of each account a name of their own with -ActivityName, or a folder with -JournalPath.";

    public static string NoBaselineIn(string path) =>
        $"The file '{path}' holds no contact with an address, so there is nothing to compare with, and nothing was sent. Give a CSV file that Export-ACContact has written, or send everything once with -AllowFull.";

    public const string ComparedWithoutName = "-ComparedTo compares with the last import of the same name, and this one has none. Give -ActivityName, or the rows as a file with -Path.";

    public const string FullWithoutCompared = "-AllowFull says what -ComparedTo may do where there is nothing to compare with, and -ComparedTo is not given. Add it, or leave -AllowFull out.";

    public static string BaselineDamaged(string path) =>
        $"The file '{path}', which holds what the last imports of this name have confirmed, is damaged. Remove it and send everything once with -AllowFull.";

    public static string SpreadsheetError(string column, string error) =>
        $"The cell '{column}' holds the error of a spreadsheet ({error}) instead of a value. Mend the formula, or empty the cell.";

    public static string TypeName(string column) =>
        $"The cell '{column}' holds the name of a type instead of a value: an array or another object was written as text. Write what is in it, several values separated by |.";

    public static string NotANumber(string column) => $"The cell '{column}' is not a number (NaN) or infinite. Correct it, or leave it blank.";

    public static string NumberInexact(string column) =>
        $"The cell '{column}' is a number too large to be exact, so its last digits are lost already. Read it as text or as a whole number.";

    public static string ValueNested(string column) =>
        $"The cell '{column}' holds an object with properties of its own. Choose with Select-Object what of it is meant, or leave the column out: -ColumnMap @{{ {Quoted(column)} = $null }}.";

    public static string ValueUnreadable(string column, string why) => $"The cell '{column}' {why}";

    public static string ShortNumbers(long cells, long row) =>
        string.Format(CultureInfo.InvariantCulture, "{0:N0} cells hold numbers like 4.47901E+11, the first in row {1}: a spreadsheet has cut their digits off. They go as they are. Format the column as text or number in the spreadsheet, and import it again.", cells, row);

    public static string ClearColumnBlank(string column, long rows, bool isAll) =>
        string.Format(CultureInfo.InvariantCulture, "-ClearColumn names the column '{0}', and {1} there: that would clear it for everybody, and nothing was sent. ", column, isAll ? "no row has a value" : string.Format(CultureInfo.InvariantCulture, "none of the first {0:N0} rows has a value", rows))
        + "Check where the rows come from; if it is meant, allow it with -AllowClearAll.";

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
        $"'{host}' answered '{route}' with something that is no JSON or not what was asked for, again and again. Try later; a proxy on the way may be the cause.";

    public static string AnswerTooLarge(string route, string host, long limit) =>
        $"'{host}' answered '{route}' with more than {limit / (1024 * 1024)} MB, which was not read on. The service never answers so much; a proxy or gateway on the way may be the cause.";

    public static string NoAnswer(string route, string host) =>
        $"'{host}' did not answer '{route}' in time, or closed the connection, again and again. Try later.";

    public static string ServiceFails(int status, string host) =>
        $"'{host}' fails with status {status}, again and again. Try later; the service's status page may say more.";

    public static string RequestRefused(int status, string route, string text) =>
        $"The service refused '{route}' with status {status}" + (text.Length == 0 ? "." : $": {text.TrimEnd('.')}.") + " Check the value it names, then run the command again.";

    public static string NotJsonLines(string path, long line) =>
        $"Line {line} of '{path}' is no JSON object with the members of the first line. Give a file that Export-ACContact has written.";

    public const string ContactNotCreated = "The account has no contact with this id or address, and none is created. Correct it, leave it out, or let addresses become contacts with -AllowNewContact.";

    public static string ChangedSince(string activity, bool isDeletion) => isDeletion
        ? $"Activity {activity} has deleted the contact since, so the row is not sent: it would create it again. Where that is wanted, import the row anew."
        : $"Activity {activity} has sent newer data for the address since, so this older row is not sent over it. Where the older data is wanted all the same, import the row anew.";

    public const string OptedOutSince = "An answer was lost, and the contact is off the list: whether it was put back and has left again nobody can tell. What goes on with an activity puts nobody back on a list. Where the contact is to come back, give it once more to Add-ACListMember -Resubscribe.";

    public const string NotOnAnyList = "They are on none of these lists.";

    public const string NotConfirmed = "The service has ended the batch, and the contact is still on a list that it was to leave, or on it again. Look at the contact and at the automations that subscribe, then take it off once more.";

    public const string NoInput = "No row came in. Check what stands before the pipe, or allow it with -AllowEmpty.";

    public const string KeepLastWithoutFile = "-OnDuplicate KeepLast needs to know the last row of each address before the first is sent, so it reads a file twice. Give the file with -Path, or use -OnDuplicate Sequence or KeepFirst.";

    public const string HeldBack = "The rows follow earlier ones of the same address whose batch nobody knew the end of, so they were not sent. Resume-ACActivity settles that batch where it can, and sends them.";

    public static string NoRows(string path) => $"The file '{path}' has a header and no row. Check the file, or allow it with -AllowEmpty.";

    public static string TooManyRefused(long limit) =>
        string.Format(CultureInfo.InvariantCulture, "More than {0} rows were refused, which is all that -MaxRefused allows. The rest was not sent. Correct the rows, or raise the limit.", limit);

    public static string AnswerLost(System.Exception? failure) => failure is System.OperationCanceledException
        ? "The batch was on its way when the answer stopped being waited for; the service may have taken it."
        : failure is Polly.Timeout.TimeoutRejectedException
            ? "The batch was sent and no answer came in time; the service may have taken it."
            : "The batch was sent and the connection was lost before the answer was whole; the service may have taken it.";

    public static string AnswerUseless(int status) =>
        $"The batch was sent and the answer (status {status}) does not say whether the service took it.";

    public static string AnswersLost(int count, string host) =>
        $"{count} answers in a row from '{host}' were lost or unreadable. Nothing more was sent; wait until the service has recovered.";

    public static string AccountFull(string host) =>
        $"'{host}' has as many imports to do as it may have, of all programs together. The next batch waits until some of them have ended.";

    public static string OutageLasts(string host, int minutes) =>
        $"'{host}' has not answered for {minutes} minutes. Nothing more was sent; wait until it has recovered.";

    public static string RefusedByService(string reason) =>
        "The service refused the row" + (reason.Length == 0 ? " without a reason." : $": {Redact(reason).TrimEnd('.')}.") + " Correct it and import it again.";

    public static string BatchRefused(string message) =>
        "The service refused the whole batch" + (message.Length == 0 ? " without a reason." : $": {Redact(message).TrimEnd('.')}.") + " Nothing of it was imported.";

    public const string FailedAtService = "The service took the batch and reports this address as failed, without a reason. It may be excluded, bounced, unsubscribed from the list, over the account's contact limit, or malformed.";

    public const string NotMade = "The service took the batch, counts failures in it without naming them, and has no contact with this address. Something in the row is not to its liking: look for what is unusual in it, correct it, and import it again.";

    public const string NotChanged = "The service took the batch, counts failures in it without naming them, and left this contact as it was. Something in the row is not to its liking: look for what is unusual in it, correct it, and import it again.";

    public const string ConsentLeft = "The contact has unsubscribed, so the service does not put it on a list. It stays off: only a consent that the contact gives anew can change that.";

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

    // The service quotes addresses in some of its texts, cells hold some in the wrong column, and a text of ours never
    // holds one.
    public static string Redact(string text)
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

    public static string RejectFileExists(string path) =>
        $"The file '{path}' exists. Choose another name, add to it with -Append, or replace it with -Force.";

    public static string RejectFileMismatch(string path, bool safe, IEnumerable<string> columns) =>
        $"The file '{path}' is no reject file that rows can be added to: it needs a header with the columns {string.Join(", ", columns)}, separated by commas, in UTF-8"
        + (safe ? ", as -SafeForSpreadsheet writes it" : ", and no column AC_Escaped") + ". Choose another name, or replace it with -Force.";

    public const string NoSuchFolder = "Its folder does not exist.";

    public const string IsFolder = "It is a folder.";

    public static string FileUnwritable(string path, string why) => $"The file '{path}' could not be written: {why} Check the folder, your rights and the free space.";

    public const string QuoteUnclosed = "A quote is opened in this row and closed nowhere, so that the rest of the file would be one cell. Close the quote, or double it where it stands for itself.";

    public static string RateRefused(string host, int times) =>
        $"'{host}' refused the same call for its rate {times} times in a row, though each time it was waited as long as asked. Others may use the account; try later.";

    public const string FoundIn = "The answer was lost; the account was asked, and these rows are in.";

    public const string FoundAtService = "The answer was lost; the service was asked by the batch's name, and has it.";

    public const string StaysUnknown = "The account could not be asked whether these rows are in: it still has imports to do.";

    public const string HeldUnknown = "The answer was lost in an earlier run, and -OnUnknown is Hold, so the rows are left alone.";

    public const string StaysUnclear = "These contacts were changed since, but are not as the rows say: nobody can tell whether the rows were applied first. Look at them in the account.";

    public static string SentOnceMore(int batch) =>
        $"The answer to batch {batch} was lost. Automations are skipped or -OnUnknown is Resend, so its rows are sent once more; the importer finds contacts by their address.";

    public const string FailsAlone = "The service ends the batch as failed even with this row alone in it, and gives no reason. Look for what is unusual in it (very long text, odd characters, an unknown account), correct it, and import it again.";

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

    public static string CanaryFailed(int rows, string what, string id, string option) =>
        string.Format(CultureInfo.InvariantCulture, "The canary failed: {0} {1} sent ahead, and nothing else. What the account shows is not what they say: {2}. ", rows, rows == 1 ? "row was" : "rows were", what)
        + $"Correct the columns or settings and import again; or go on all the same, without a canary: Resume-ACActivity -ActivityId '{id}'{option}.";

    public static string CanaryRow(long row, string what) => string.Format(CultureInfo.InvariantCulture, "row {0}: {1}", row, what);

    public static string CanaryMore(int rows) => string.Format(CultureInfo.InvariantCulture, "; and {0} more", rows);

    public static string CanaryMissing(System.Collections.Generic.IEnumerable<string> parts) => string.Join(", ", parts) + " missing or different";

    public static string CanaryBroken(bool failed) => failed ? "the service ended the batch as failed" : "the service stopped the batch on the way";

    public const string CanaryUnknown = "the service has not told what became of it";

    public const string CanaryAutomation = "an automation ran though automations are skipped";

    public const string CanaryAllRefused = "every one of them was refused";
}
