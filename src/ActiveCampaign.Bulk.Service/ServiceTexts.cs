using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActiveCampaign.Bulk.Service;

/// <summary>Texts about what this service alone has. Each says what to do next; none holds contact data.</summary>
internal static class ServiceTexts
{
    public const string ListConflict = "The row would subscribe to a list that it also leaves, by -UnsubscribeList or by its cell lists_unsubscribed. Decide for one of the two.";

    public static string CannotClear(string column) =>
        $"The column '{column}' cannot be cleared: an import only adds tags and lists, and an address is always needed. Remove it from -ClearColumn.";

    public static string OptOutMapped(string column) =>
        $"-OptOutColumn names the column '{column}', which goes nowhere itself, and -ColumnMap or -ClearColumn names it too. Take it out there, or name another column.";

    public static string ExportLacks(string column) =>
        $"The exported file lacks what the column '{column}' is compared with, and nothing was sent. Export it too, or leave the column out of the import.";

    public static string TagQuoted(string name) =>
        $"The tag '{Texts.Redact(name)}' does not exist and has a quote in its name, so it is not created. Take the quotes off, or make the tag in the account.";

    public static string TagUnknown(string name) =>
        $"The tag '{Texts.Redact(name)}' does not exist, and the service would create it for good. Correct it, or allow it with -AllowNewTag.";

    public static string TagLimit(string name, int limit) =>
        string.Format(CultureInfo.InvariantCulture, "The tag '{0}' would be new tag number {1}, and {2} are allowed. Correct it, or raise -MaxNewTag.", Texts.Redact(name), limit + 1, limit);

    public static string ListUnknown(string name, string? nearest) =>
        $"The list '{Texts.Redact(name)}' does not exist." + (nearest is null ? string.Empty : $" The nearest is '{nearest}'.") + " Get-ACList shows the lists; a list must be made in the account first.";

    public static string TokenInvalid(string what) =>
        $"The API key is none: {what}, and a key has letters, digits and signs only. Nothing was sent. Copy it again (Settings, Developer in the account), by the button there.";

    public const string IdOfAnother = "The id is that of a contact with another address. Where it comes from another system, leave it out (... | Select-Object email); else correct one of the two.";

    public const string JoinedSince = "The contact has joined a list since the row was sent first, so it is not taken off it. Where it is to leave all the same, take it off anew with Remove-ACListMember.";

    public const string NotActive = "The contact is on a list unconfirmed or bounced, and the service would set it active there without its consent. Leave it out, or let it confirm first.";

    public const string AddressChanged = "The contact has another address by now, so whom the row means is not sure. Give the row anew, with the address of today.";

    public const string LeftBeforeResume = "The contact is off the list, and may have left since the command was agreed to. What goes on with an activity puts nobody back on a list. Where the contact is to come back, give it once more to Add-ACListMember -Resubscribe.";

    public const string ResubscribeWithSkipAutomation = "-Resubscribe makes single calls, which cannot skip automations: only the importer can. Leave one of the two out.";

    public const string SingleWithAccount = "-Method Single cannot set the account (company) of a contact: only the importer can. Use -Method Bulk, or leave the column out.";

    public const string SingleWithSkipAutomation = "-Method Single cannot skip automations: only the importer can. Use -Method Bulk or Auto, or leave -SkipAutomation out.";

    public const string SingleWithCallback = "-Method Single makes no callback: only the importer does. Use -Method Bulk, or leave -CallbackUri out.";

    public const string ListBothWays = "The same list is named by -List and by -UnsubscribeList. Decide for one of the two.";

    public static string AmbiguousName(string kind, string name, IEnumerable<int> ids) =>
        $"Several {kind}s are called '{name}': {string.Join(", ", ids.Select(id => "id:" + id.ToString(CultureInfo.InvariantCulture)))}. Nothing was done. Name the one you mean by its id, such as id:{ids.First().ToString(CultureInfo.InvariantCulture)}{(kind == "segment" ? "." : $"; Get-AC{char.ToUpperInvariant(kind[0])}{kind.Substring(1)} shows them.")}";

    public static string ListAmbiguous(string name, IEnumerable<int> ids) =>
        $"Several lists are called '{Texts.Redact(name)}'. Name the one you mean by its id: {string.Join(", ", ids.Select(id => "id:" + id.ToString(CultureInfo.InvariantCulture)))}.";

    public static string UnknownList(string name, string? nearest) =>
        $"The list '{name}' does not exist.{IdHint(name)}" + (nearest is null ? string.Empty : $" The nearest is '{nearest}'.") + " Get-ACList shows the lists; a list must be made in the account first.";

    public static string UnknownTag(string name, string? nearest) =>
        $"The tag '{name}' does not exist, and the service would create it for good.{Texts.WildcardHint(name)}" + (nearest is null ? string.Empty : $" The nearest is '{nearest}'.")
        + " Correct it, or allow it with -AllowNewTag (and -MaxNewTag).";

    public const string ConsentWithdrawn = "The contact has left, or never confirmed, a list the row would put it on. It stays off: only a consent given anew, entered in the account, can change that.";

    public static string SingleLost(string route) => $"The call '{route}' was sent and its answer was lost; it may have had its effect.";

    public static string CallPlanNotConfirmed(string id, string option) =>
        $"Activity {id} ended while its contacts were still being read, before anybody agreed to it: nothing was changed, and nothing is left to go on with. Run the command again, and remove what is left: Remove-ACActivity -ActivityId '{id}'{option} -Force";

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

    public const string PagesRepeat =
        "The account answers with contacts that were not asked for, so an end cannot be reached. Try later; where it stays so, leave out the filters one by one.";

    public static string ExportExpired(string id) =>
        $"What activity {id} was to read went with its contact data, which is kept for ten days and goes when somebody is erased. Start the export anew.";

    private static string IdHint(string name) =>
        name.Trim().All(char.IsDigit) ? $" Where {name.Trim()} is an id, write id:{name.Trim()}." : Texts.WildcardHint(name);
}
