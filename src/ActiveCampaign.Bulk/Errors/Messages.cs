using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Errors;

/// <summary>The texts of the cmdlets' own errors. Each says what to do next.</summary>
internal static partial class Messages
{
    private const string NoACConnection = "There is no connection. Connect first: Connect-ACSession -Uri https://youraccount.api-us1.com -ApiToken (Read-Host -AsSecureString), or rehearse with Connect-ACSession -Simulator.";

    public const string NoConnectionHere = "There is no connection in this runspace. Connect with Connect-ACSession; in a job or a parallel block hand the connection over: -Session $using:session.";

    public static string ConnectFailed(string? name) =>
        $"The last Connect-ACSession of this runspace{(name is null ? string.Empty : $" ('{name}')")} failed, so no command runs here without -Session: it might work on the wrong account. Nothing was sent. Connect again, or name a connection: -Session <name>.";

    public static string HalfEnvironment(string given, string lacking) =>
        $"There is no connection: the environment variable {given} is set, and {lacking} is not. Set both, or connect with Connect-ACSession.";

    public const string EnvironmentOrSimulator = "Which account? A simulator was started in this process and not connected, and the environment (AC_API_URL, AC_API_TOKEN) names a real account. Nothing was sent. For the simulator: Connect-ACSession -Simulator. For the account: Connect-ACSession -Uri $env:AC_API_URL -ApiToken (ConvertTo-SecureString $env:AC_API_TOKEN -AsPlainText -Force).";

    public const string TokenNotSecure = "-ApiToken takes the key as a SecureString: -ApiToken (Read-Host -AsSecureString), or, from a variable, -ApiToken (ConvertTo-SecureString $key -AsPlainText -Force). Nothing was sent.";

    public const string CredentialMissing = "-Credential is null. Give the account's URL (Settings, Developer) as its user name and the key as its password. Nothing was sent.";

    public static string SessionClosedMeanwhile(string name) =>
        $"The connection '{name}' was closed while this command was at work, by Disconnect-ACSession or by a new one of its name. What was sent goes on at the service, and the journal has it. Connect again, then: Get-ACActivity shows what is open and the command that goes on.";

    public const string SessionDeserialized = "This session came out of another process as a copy, which has no live connection. Connect in this process with Connect-ACSession.";

    public const string NotARow = "A row must be an object with properties (as Import-Csv makes them), a hashtable, or a data row. For anything else choose the properties first: ... | Select-Object email, ...";

    public const string DeletedRow = "A row that is marked as deleted in its DataTable came in. It is passed over, and so are others like it.";

    public static string PropertyFailed(string why) => $"could not be read: {why}";

    public static string ColumnTwice(string name) => $"The object has two columns named '{name}', which differ in case alone. Leave one of them out.";

    public const string NotARowButPath = "A file or a text came in where a row was expected. Give the file to -Path: Import-ACContact -Path people.csv, or read it first: Import-Csv people.csv | Import-ACContact.";

    public const string PacingRequired = "-NoPacing works on loopback only: on a real account the service would refuse what is sent too fast. Leave it out.";

    public const string CredentialInvalid = "The user name of -Credential must be the account's URL (Settings, Developer), its password the token.";

    public const string SimulatorStopped = "That simulator was stopped. Start one with Start-ACSimulator.";

    public const string NoSimulator = "No simulator runs in this process. Start one with Start-ACSimulator.";

    public static string NotAContact(long row) =>
        $"Object {row} of the input names no contact. Pipe in objects with an id or email (rows of Import-Csv, contacts of Get-ACContact), addresses, or ids.";

    public static string OtherAddress(long row) =>
        $"Object {row} of the input has the id of a contact with another address. Where the id comes from another system, leave it out (... | Select-Object email); else correct one of the two. The others were read.";

    public static string IdWithoutAddress(long row) =>
        $"Object {row} of the input is an id without an address, so nothing shows whose id it is: one of another account, or of a list, is that of a stranger here. Give the address with it, or alone (... | Select-Object email). Where the ids are sure to be those of contacts of this account, say so with -AllowIdOnly.";

    public static string MaxCountExceeded(long limit) =>
        $"More than {limit:N0} contacts came in, and -MaxCount allows no more. Nothing was sent. Check what stands before the pipe, or raise -MaxCount.";

    public static string PatternMeetsAll(string patterns) =>
        $"{patterns} means every list of the account. Nothing was sent. Where that is what you want, say it with -AllLists; else correct the pattern: the variable in it may be empty.";

    public static string TwoAddresses(long row) =>
        $"Object {row} of the input has two addresses in two columns, so whom it names is not sure. Leave one of them out: ... | Select-Object email.";

    public static string TwoIds(long row) =>
        $"Object {row} of the input has two ids, in 'contact_id' and in 'id', so whom it names is not sure. Leave one of them out: ... | Select-Object * -ExcludeProperty id.";

    public static string NotAContactRow(string type) =>
        $"An object of the type '{type}' came in, which names no contact: an id that it may have is not that of a contact. Pipe in contacts of Get-ACContact, addresses, ids, or rows (objects of Import-Csv, hashtables, data rows). Of any other object take the address: ... | Select-Object @{{ Name = 'email'; Expression = {{ $_.<its property> }} }}.";

    public static string NoContactColumn(IEnumerable<string> columns) =>
        $"The input has no column of addresses or ids, so no row of it names a contact. Its columns are: {string.Join(", ", columns)}. Call the one that does 'email': ... | Select-Object *, @{{ n = 'email'; e = 'its name now' }} | ...";

    public static string NotAContactId(long row) =>
        $"Object {row} of the input has an id that is no id of a contact, which is a whole number above 0. Correct it, or leave the column out: ... | Select-Object email.";

    public static string ContactsGone(int rows, int batch, string activityId) =>
        $"The {rows} contacts that batch {batch} of activity {activityId} brought in cannot be named any more: their addresses left the journal when the batch was settled. Pipe results on as they come out of Wait-ACImport, or give the contacts themselves: Import-Csv ... | Add-ACListMember.";

    public static string SettingsOfOther(string activityId) =>
        $"Activity {activityId} is no import, so an import cannot take over its settings. Pipe its contacts into the command it began with, such as Add-ACListMember.";

    public static string NothingMatches(string pattern) =>
        $"No list of the account matches '{pattern}'. Nothing was sent. Get-ACList shows the lists.";

    public const string NoListNamed = "No list is named, or the account has none, so nobody can be taken off one. Nothing was sent. Name lists with -List; Get-ACList shows them.";

    public static string PortInUse(int port) => $"Port {port} is taken. Choose another one, or leave -Port out to get a free one.";

    public static string AmbiguousSession(IEnumerable<string> names) =>
        $"There are several connections ({string.Join(", ", names)}). Name the one you mean: -Session <name>, or close the others with Disconnect-ACSession. In ForEach-Object -Parallel, whose runspaces are used again: $s = Connect-ACSession ... -PassThru, then -Session $s.";

    public const string NothingToClose = "There is no connection in this runspace. Nothing was closed.";

    public static string SeveralToClose(IEnumerable<string> names) =>
        $"There are several connections ({string.Join(", ", names)}). Nothing was closed. Name those you mean, or * for all.";

    public static string SessionNotFound(string name) => $"No connection is called '{name}' here.{Core.Texts.WildcardHint(name)} Get-ACSession shows those that are.";

    public static string SessionClosed(string name) => $"The connection '{name}' was closed. Connect again with Connect-ACSession.";

    public static string BadUrlVariable(string variable) => $"The environment variable {variable} holds no URL. Set it to the account's URL (Settings, Developer).";

    public static string AccountMismatch(string ofObject, string ofSession) =>
        $"This belongs to '{ofObject}', but the connection is to '{ofSession}'. Name the right one: -Session <name>.";

    public static string OutputIsInput(string parameter, string path, string input) =>
        $"-{parameter} names a file that is read by {input} too ('{path}'), and it would be lost. Nothing was read, written or sent. Choose another file for -{parameter}.";

    public static string ActivityWritesInput(string parameter, string path, string input) =>
        $"The activity was given '{path}' as its -{parameter}, and that file is read by {input} too. Nothing was read, written or sent. Copy the file and read the copy.";

    public static string OutputTwice(string one, string other, string path) =>
        $"-{one} and -{other} name the same file ('{path}'). Nothing was read, written or sent. Give each its own file.";

    public static string FileNotFound(string path) => $"No file matches '{path}'. Check the path.";

    public static string PathAmbiguous(string path, IReadOnlyList<string> files) =>
        $"'{path}' means several files, and one is read: {string.Join(", ", files.Take(3).Select(file => $"'{file}'"))}{(files.Count > 3 ? $" and {files.Count - 3} more" : string.Empty)}. Name the one you mean; -LiteralPath, where the command has it, takes a name with brackets as it is.";

    public static string BatchUnknown(string next, int number, string why, long first, long last) =>
        $"Batch {number} (rows between {first} and {last}) is unknown: {why} Nothing is assumed of these rows; {next}";

    public static string CopyUnknown(string? activityId, string? batchId) => batchId is null
        ? $"This is the copy of a batch of activity '{activityId}', and no journal here has that activity. Run the command where it was imported, with AC_BULK_HOME as it was then."
        : $"This is the copy of batch '{batchId}', and no journal here knows it. Name it to the account that it is of: {NextCommands.WaitFor([batchId])}";

    public static string ContactUnknown(long row, string why, string next) =>
        $"Row {row} is unknown: {why} Nothing is assumed of its contact; settle it with: {next}";

    public const string AfterDisk = "Then go on with what Get-ACActivity shows as open, by the command it names; where nothing is, run the same command once more.";

    public static string GoOnWith(string command) => $"Go on with: {command}";

    public static string ConfirmationRequired(string description) =>
        $"{description}: that takes somebody's agreement, and nobody can be asked here, so nothing was done. Where a script may do it unattended, give -Force; -WhatIf shows what it would do.";

    public static string CallsStarted(string activityId, string folder) =>
        $"Activity {activityId} started. What became of it: {NextCommands.Find(activityId, folder)}. After a stop it goes on with: {NextCommands.ResumeAlone(activityId, folder)}";

    public static string TextDamaged(IReadOnlyCollection<int> ids) =>
        $"{(ids.Count == 1 ? "1 contact has" : $"{ids.Count:N0} contacts have")} text that is damaged at the service: \uFFFD stands where a character was. "
        + $"An import would refuse them. Mend them in the account: {string.Join(", ", ids.Take(10))}{(ids.Count > 10 ? ", ..." : string.Empty)}.";

    public static string BackupGrows(string unfinished, string path) => $"The backup grows in '{unfinished}' and takes the place of '{path}' when it is whole.";

    public static string BackupMoved(string moved, string path) => $"'{path}' is no backup of this account with these columns and stays as it is. The backup is in '{moved}'.";

    public static string BackupUnfinished(string unfinished) => $"The backup so far is '{unfinished}'.";

    public static string BatchFailed(string next, int number, long first, long last) =>
        $"The service ended batch {number} (rows between {first} and {last}) as failed and does not say why or what was applied. Nothing is assumed of its rows; repair them with {next}";

    public static string BatchInterrupted(string next, int number, long first, long last) =>
        $"The service stopped batch {number} (rows between {first} and {last}) on the way; a part may have been applied. Repair them with {next}";

    public static string ImportFailed(long failed, long read, string rule, System.Collections.Generic.IReadOnlyCollection<string> rejectFiles) =>
        $"{failed} of {read} rows were not imported, and -FailOn is {rule}. Get-ACActivity shows the counts; "
        + (rejectFiles.Count == 0 ? "the rows are in the errors above." : $"the refused rows are in {string.Join(", ", System.Linq.Enumerable.Select(rejectFiles, path => $"'{path}'"))}, others in the errors above.");

    public static string ContactNotFound(long row, string? id) =>
        (id is string known ? $"There is no contact with the id {known}" : "There is no contact with that address") + (row > 0 ? $" (object {row} of the input)" : string.Empty) + ". It may have been deleted, or is in another account; the others were read.";

    public static string NoAddress(long row, string wrong) =>
        $"Object {row} of the input is not plainly one address: {wrong}. So nobody can say whether that contact is there. Correct it; the others were read.";

    public static string FilterEmpty(string name) =>
        $"-{name} was given and is empty, which would mean everybody. Nothing was read. Check what it was taken from, or leave it out to mean all contacts.";

    public static string ExportStarted(string activityId, string folder) =>
        $"Activity {activityId} started. After a stop it goes on with: {NextCommands.ResumeAlone(activityId, folder)}";

    public static string NameNotFound(string what, string name) => $"There is no {what} '{name}'. Leave the name out to see all.";

    public const string NotPlain = "The name holds characters that are not shown as they are, such as a line break or an escape character. Write it without them.";

    public static string Paused(string host, System.DateTimeOffset until, System.DateTimeOffset? asked) =>
        $"'{host}' takes no more calls for now: nothing is sent to it until {Moment(until)}, by any process that shares the limits. "
        + (asked is System.DateTimeOffset far ? $"It asked to wait until {Moment(far)}; one call tries before that, every few minutes." : "After that it goes on by itself.");

    public static string RateRefused(string host, long calls) =>
        $"'{host}' refused {(calls == 1 ? "one call" : $"{calls:N0} calls")} for the rate; {(calls == 1 ? "it was" : "they were")} made again. Other programs seem to use the account at the same time: leave them room with Connect-ACSession -LimitShare.";

    private static string Moment(System.DateTimeOffset moment) =>
        moment.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    public static string NothingChanged(long rows) =>
        $"All {rows:N0} rows are as the last import has confirmed them, so nothing was sent.";

    public static string NothingToCompare(string source) =>
        $"'{source}' is no activity that the journal knows, and no file. Compare with -ComparedTo Last, the id of an activity (Get-ACActivity), or a CSV file of Export-ACContact.";

    public static string BaselinesErased(int records) =>
        $"The people were erased from what imports are compared with: {records} records. Their rows count as changed.";

    public static string ActivityNotFound(string id) => $"There is no activity '{id}'.{Core.Texts.WildcardHint(id)} Get-ACActivity -Since 2000-01-01 shows all that are there.";

    public static string NotAFilePath(string path) => $"'{path}' is no path of the file system. Name a file in a folder.";

    public static string NoWorkbook(string path, string instead, bool isForPrograms) =>
        $"'{path}' has the name of a workbook, and what is written is text, which the spreadsheet program would not open under that name. Name it '{instead}': the program opens that, too."
        + (isForPrograms ? $" The module ImportExcel makes a workbook of it: Import-Csv -LiteralPath {Core.Texts.Quoted(instead)} | Export-Excel -Path {Core.Texts.Quoted(path)}" : string.Empty);

    public static string JsonOrLines(string path, string instead) =>
        $"'{path}' has the name of a JSON file, and an export is CSV or JSON lines. Name it '{instead}' for JSON lines, or say which with -Format.";

    public static string RowsRefused(long rows, string sums, string next) =>
        $"{(rows == 1 ? "1 row" : $"{rows:N0} rows")} refused: {sums}. {next}";

    public static string RejectsWritten(long rows, string sums, string path, string next) =>
        $"{(rows == 1 ? "One row was refused" : rows + " rows were refused")} ({sums}); {(rows == 1 ? "it is" : "they are")} in '{path}'. Correct what can be corrected there, then: {next}";

    public static string RejectsNotWritten(long rows, string path, string activityId, string folder, string why) =>
        $"{(rows == 1 ? "One row was" : rows + " rows were")} refused, and '{path}' could not take all of them: {why} The journal has them: {NextCommands.ExportRejects(activityId, folder, "<another file>")}";

    public static string RejectActionFailed(long row, string why) =>
        $"-RejectAction failed for row {row}: {why} The row counts as refused all the same; correct the script block, and take the rows from Export-ACReject.";

    public static string NoRejects(string activityId) => $"Activity {activityId} has no refused row that the file lacks; none was written.";

    public static string RejectsExpired(string activityId, long rows) =>
        $"The contact data of {(rows == 1 ? "one refused row" : rows + " refused rows")} of activity {activityId} has left the journal: these rows have numbers and reasons, and no cells. Take the cells from the input.";

    public static string StillRunning(int batches, string command) =>
        $"{(batches == 1 ? "One batch is" : batches + " batches are")} still running at the service. That is no failure; go on waiting with: {command}";

    public static string Listened(string prefix, long taken, long refused) =>
        $"Calls on {prefix}: {taken} taken, {refused} turned away.";

    public static string NotExplained(string why) =>
        $"Why rows failed at the service could not be looked up to the end; some of them have the general text only. {why}";

    public static string LanesAlone(string why) => $"The limits are not shared with other processes. {why}";

    public static string Started(string activityId, string folder, bool isFile) =>
        $"Activity {activityId} started. What became of it: {NextCommands.Find(activityId, folder)}. After a stop it goes on with: {(isFile ? NextCommands.Resume(activityId, folder) : NextCommands.ResumeWithRows(activityId, folder))}";

    public static string JournalNotDurable(string why) => $"JournalNotDurable: {why}";

    public static string NotErased(string path) =>
        $"'{path}' may hold rows of people who were to be erased: it is a reject file or a result file that is not there any more, cannot be written, or is none of ours by now. Look for them there.";

    public static string Erased(string activityId, int rows, int refusals, int rejectRows) =>
        $"Activity {activityId}: erased from {rows} rows sent or planned, {refusals} refused rows, {rejectRows} rows of reject and result files, and from the digests.";

    public const string NobodyErased = "Nothing was erased: no journal, reject file or baseline that was looked through holds anything of these people. Check the spelling of the address, and -JournalPath.";

    public const string AgeNegative = "It is below zero, and everything is older than that. Give a number of days, such as 30; 0 means every activity.";

    public static string AddressNotPlain(int number) =>
        $"Value {number} of -Email is not one email address. Nothing was erased. Give each address alone: -Email ann@one.example, bob@one.example.";

    public static string HeldBack(int rows, string activityId, string why) =>
        $"{(rows == 1 ? "1 row is" : rows + " rows are")} not sent in activity {activityId}. {why}";

    public const string ActivityNotNamed = "Which activity? Give -ActivityId or -Name, one of them, or pipe activities in: Get-ACActivity -State Stopped | Resume-ACActivity.";

    public static string NoOpenActivity(string name) => $"No activity called '{name}' is open on this account.{Core.Texts.WildcardHint(name)} Get-ACActivity -Name {Core.Texts.Quoted(name)} shows those that were.";

    public static string GoesOn(string name, string activityId) => $"'{name}' was not finished: this goes on with activity {activityId} and its settings.";

    public static string LeftOpen(string name, string activityId, long notSent, long unknown, long pending, long owed, string command) =>
        $"'{name}' ({activityId}) was left open: {notSent:N0} rows not sent, {unknown:N0} unknown, {pending:N0} pending{(owed > 0 ? $", {owed:N0} wait for their tags" : string.Empty)}. It goes on with: {command}";

    public static string ExportLeftOpen(string name, string activityId, long read, string command) =>
        $"The export '{name}' ({activityId}) was left open: {read:N0} contacts were read, and the file is not there yet. It goes on with: {command}";

    public static string Damaged(ActivitySnapshot activity) =>
        $"The journal of '{activity.Header.Name}' ({activity.Header.Id}) in '{activity.Folder}' is damaged: {activity.DamageText}. What these lines said is not known; rows that no other line speaks of count as Unknown."
        + (NextCommands.For(activity) is string next ? $" What can be saved is settled by: {next}" : string.Empty);

    public static string NothingBegun(string activityId) =>
        $"Activity {activityId} was ended before its first line: nothing was sent. Its empty folder is removed. Start the command again.";

    public static string DependencyOpen(string name, string activityId, long rows, string? next) =>
        $"This depends on '{name}' ({activityId}), which cannot become settled by waiting: {(rows > 0 ? $"{rows:N0} of its rows were not sent or are unknown" : "its input was not read to the end")}. Nothing was sent. "
        + (next is null ? "Its contact data is gone, so no command settles it; look the rows up in the account, then leave -DependsOn out." : $"Settle it first: {next}");

    public static string DependencyStalled(string name, string activityId, long rows, string next) =>
        $"This depends on '{name}' ({activityId}), and the service has left {rows:N0} of its rows as they are for half an hour. Nothing was sent. Wait for them, then start again: {next}";

    public static string DependencyFailed(string name, string activityId, string folder, long rows) =>
        $"{(rows == 1 ? "One row" : $"{rows:N0} rows")} of '{name}' ({activityId}), which this depends on, {(rows == 1 ? "was" : "were")} refused. What they were to bring is not in the account. {NextCommands.Find(activityId, folder)} -Detailed -RowState Refused lists them.";

    public static string DependencyGone(string activityId) =>
        $"The activity was to wait for {activityId}, whose journal was removed since. It goes on without.";

    public static string NothingOpen(string activityId) => $"Nothing is open in activity {activityId}: every row is settled.";

    public const string ProxyInvalid =
        "It is not the URL of a proxy. Write it with http:// in front, such as http://proxy.example:8080; a user and a password belong into -ProxyCredential.";
}
