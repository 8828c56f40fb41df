using System.Collections.Generic;
using System.Globalization;

namespace ActiveCampaign.Bulk.Core;

/// <summary>Every text that a person reads, in one place. Each says what to do next; none holds contact data.</summary>
internal static class Texts
{
    public const string HeaderDamaged = "The header holds characters that were damaged when the file was read. Read it with its real encoding: -Encoding, for example windows-1252.";

    public const string HeaderBlank = "A column has no name. Give every column of the header a name, or remove the empty one.";

    public const string AddressRepeated = "The address came before in this input, and -OnDuplicate Refuse takes it once. Remove the row, or let rows of one address follow each other with -OnDuplicate Sequence.";

    public const string ListConflict = "The row would subscribe to a list that -UnsubscribeList removes it from. Decide for one of the two.";

    public static string NoEmailColumn(IEnumerable<string> columns) =>
        $"No column holds the email address. The columns are: {string.Join(", ", columns)}. Name one of them 'email', or map it: -ColumnMap @{{ 'Your column' = 'email' }}.";

    public static string UnknownColumn(string column, string? target, string? nearest)
    {
        string what = target is null
            ? $"The column '{column}' matches no contact member and no custom field of the account."
            : $"-ColumnMap sends the column '{column}' to '{target}', which is no contact member and no custom field of the account.";
        string hint = nearest is null ? string.Empty : $" The nearest is '{nearest}'.";
        return $"{what}{hint} Map it with -ColumnMap @{{ '{column}' = '{nearest ?? "email"}' }}, or leave it out with -ColumnMap @{{ '{column}' = $null }}.";
    }

    public static string CannotClear(string column) =>
        $"The column '{column}' cannot be cleared: an import only adds tags and lists, and an address is always needed. Remove it from -ClearColumn.";

    public static string NoSuchColumn(string parameter, string name, string? nearest) =>
        $"{parameter} names the column '{name}', which the input does not have." + (nearest is null ? " Check its spelling." : $" Did you mean '{nearest}'?");

    public static string DuplicateColumn(string first, string second) =>
        $"The columns '{first}' and '{second}' lead to the same place. Leave one out: -ColumnMap @{{ '{second}' = $null }}.";

    public static string EmailMissing(string column) =>
        $"The cell '{column}' is blank: a contact is found by its address alone. Fill it in, or remove the row.";

    public static string EmailInvalid(string wrong) =>
        $"The address is not one the service accepts: {wrong}. Correct it.";

    public static string EncodingDamaged(string column) =>
        $"The cell '{column}' holds characters that were damaged when it was read. Read the file with its real encoding: -Encoding, for example windows-1252.";

    public static string DateInvalid(string column, string? format) => format is null
        ? $"The cell '{column}' is no ISO date (2026-01-31). Correct it, or give the format of the column: -DateFormat, for example dd.MM.yyyy."
        : $"The cell '{column}' is no date in the format '{format}'. Correct it, or change -DateFormat.";

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

    public static string NoAnswer(string route, string host) =>
        $"'{host}' did not answer '{route}' in time, or closed the connection, again and again. Try later.";

    public static string ServiceFails(int status, string host) =>
        $"'{host}' fails with status {status}, again and again. Try later; the service's status page may say more.";

    public static string RequestRefused(int status, string route, string text) =>
        $"The service refused '{route}' with status {status}" + (text.Length == 0 ? "." : $": {text.TrimEnd('.')}.") + " Check the value it names, then run the command again.";

    public static string JournalUnwritable(string folder, string why) =>
        $"The journal in '{folder}' cannot be written: {why} Nothing is sent without it. Check the folder's rights and the free space, or name another folder in the environment variable AC_BULK_HOME.";

    public static string JournalUnreadable(string folder) =>
        $"The journal in '{folder}' has no readable first line. If it is a copy, copy it again; otherwise remove the folder.";


    public const string NoInput = "No row came in. Check what stands before the pipe, or allow it with -AllowEmpty.";

    public const string KeepLastWithoutFile = "-OnDuplicate KeepLast needs to know the last row of each address before the first is sent, so it reads a file twice. Give the file with -Path, or use -OnDuplicate Sequence or KeepFirst.";

    public const string HeldBack = "The rows follow earlier ones of the same address whose batch nobody knows the end of, so they were not sent. Settle that batch, then send them with Resume-ACActivity.";

    public const string SingleWithAccount = "-Method Single cannot set the account (company) of a contact: only the importer can. Use -Method Bulk, or leave the column out.";

    public const string SingleWithSkipAutomation = "-Method Single cannot skip automations: only the importer can. Use -Method Bulk or Auto, or leave -SkipAutomation out.";

    public const string SingleWithCallback = "-Method Single makes no callback: only the importer does. Use -Method Bulk, or leave -CallbackUri out.";

    public const string ListBothWays = "The same list is named by -List and by -UnsubscribeList. Decide for one of the two.";

    public static string NoRows(string path) => $"The file '{path}' has a header and no row. Check the file, or allow it with -AllowEmpty.";

    public static string TooManyRefused(long limit) =>
        string.Format(CultureInfo.InvariantCulture, "More than {0} rows were refused, which is all that -MaxRefused allows. The rest was not sent. Correct the rows, or raise the limit.", limit);

    public static string UnknownList(string name, string? nearest) =>
        $"The list '{name}' does not exist." + (nearest is null ? string.Empty : $" The nearest is '{nearest}'.") + " Get-ACList shows the lists; a list must be made in the account first.";

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

    public static string RefusedByService(string reason) =>
        "The service refused the row" + (reason.Length == 0 ? " without a reason." : $": {Redact(reason).TrimEnd('.')}.") + " Correct it and import it again.";

    public static string BatchRefused(string message) =>
        "The service refused the whole batch" + (message.Length == 0 ? " without a reason." : $": {Redact(message).TrimEnd('.')}.") + " Nothing of it was imported.";

    public const string ConsentWithdrawn = "The contact has left, or never confirmed, a list the row would put it on. It stays off: only a consent given anew, entered in the account, can change that.";

    public const string FailedAtService = "The service took the batch and reports this address as failed, without a reason. It may be excluded, bounced, unsubscribed from the list, over the account's contact limit, or malformed.";

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

    public static string FileUnwritable(string path, string why) => $"The file '{path}' could not be written: {why} Check the folder, your rights and the free space.";

    public const string QuoteUnclosed = "A quote is opened in this row and closed nowhere, so that the rest of the file would be one cell. Close the quote, or double it where it stands for itself.";

    public static string RateRefused(string host, int times) =>
        $"'{host}' refused the same call for its rate {times} times in a row, though each time it was waited as long as asked. Others may use the account; try later.";
}
