using System.Collections.Generic;
using System.Linq;
using System.Globalization;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.ConstantContact;

/// <content>What people read about settings, columns and values.</content>
internal static partial class ConstantContactTexts
{
    public const string NoUnsubscribing = "An import of this service takes nobody off a list. Leave -UnsubscribeList out.";

    public const string NoAutomations = "An import of this service starts no automation and sends no welcome mail, so there is none to skip. Leave -SkipAutomation out.";

    public const string NoCallback = "This service calls nobody back. Leave -CallbackUri out; Wait-CCActivity asks for the end.";

    public const string NoClearing = "An import of this service erases no value, whatever a cell says. Leave -ClearColumn out, and clear values in the account.";

    public const string ComparedToFile = "Rows can be compared with an earlier import here, not with a file. Give -ComparedTo Last, or the id of an activity.";

    public static string ListsByRow(string column, IReadOnlyDictionary<string, string?> map) =>
        $"The column '{column}' names lists of each row, and an import of this service puts all its rows on the same lists. Group the rows by it and import each group with its -List, as Get-Help about_CC_Moving shows; and leave the column out: -ColumnMap {Texts.MapText(map)}";

    public static string TagsLate(string column, IReadOnlyDictionary<string, string?> map) =>
        $"The column '{column}' names tags, and the rows before it have no such column. Give all rows the same columns (... | Select-Object email, {Texts.Quoted(column)} and the others), or leave it out: -ColumnMap {Texts.MapText(map)}";

    public static string TagUnknown(string name, string? nearest) =>
        $"The tag '{Texts.Redact(name)}' does not exist, and would be kept for good." + (nearest is null ? string.Empty : $" The nearest is '{nearest}'.") + " Correct it, or allow it with -AllowNewTag (and -MaxNewTag).";

    public static string TagQuoted(string name) =>
        $"The tag '{Texts.Redact(name)}' does not exist and has a quote in its name, so it is not made. Take the quotes off, or make the tag in the account.";

    public static string TagLimit(string name, int limit) =>
        string.Format(CultureInfo.InvariantCulture, "The tag '{0}' would be new tag number {1}, and {2} are allowed. Correct it, or raise -MaxNewTag.", Texts.Redact(name), limit + 1, limit);

    public const string TagGone = "A tag of this contact is not in the account any more. Give the contact another one with Add-CCContactTag.";

    public static string TagNotMade(string name, string words) =>
        $"The service does not make the tag '{Texts.Redact(name)}'" + (words.Length == 0 ? "." : $": {words.TrimEnd('.')}.") + " The contacts are in and nobody got it yet. Make the tag in the account, then go on.";

    public const string TooManyRowTags = "The row has more than 50 tags, with those of -Tag, which is all that a contact may have. Leave some of them out.";

    public static string OptOutMapped(string column) =>
        $"-OptOutColumn names the column '{column}', which goes nowhere itself, and -ColumnMap sends it somewhere. Take it out there, or name another column.";

    public const string OptedOut = "A row says that this address has opted out, so it is not sent: an import would put it on a list. Leave it out, or correct the column of -OptOutColumn.";

    public static string UnknownTag(string name, string? nearest) =>
        $"The tag '{name}' does not exist.{Texts.WildcardHint(name)}" + (nearest is null ? string.Empty : $" The nearest is '{nearest}'.") + " Get-CCTag shows the tags; a tag must be made in the account first.";

    public static string TagAmbiguous(string name, IEnumerable<string> ids) =>
        $"Several tags are called '{name}': {string.Join(", ", ids.Select(id => "id:" + id))}. Name the one you mean by its id, such as id:{ids.First()}; Get-CCTag shows them.";

    public static string UnknownProperty(string name, string? nearest) =>
        $"There is no column '{name}'." + (nearest is null ? string.Empty : $" The nearest is '{nearest}'.") + " Get-CCContact shows the columns of a contact with -AsRow; Get-CCField shows the fields.";

    public static string SegmentRuns(string host) => $"'{host}' is still working out who is in the segment. Try again in some minutes.";

    public const string ContactNotThere = "The account has no contact with this id or address, or has deleted it, and none is created. Correct it, or leave it out.";

    public const string NoAddressToHold = "The contact has no address, and nothing can be held against its id. Change it in the account.";

    public const string IdOfAnother = "The id is that of a contact with another address. Where it comes from another system, leave it out (... | Select-Object email); else correct one of the two.";

    public const string HasLeft = "The contact has unsubscribed, and nobody but the contact can undo that. It stays off the lists.";

    public static string TooManyTags(int count) => string.Format(CultureInfo.InvariantCulture, "-Tag names {0} tags, and the service takes 50 at a time. Name fewer, and go on with the others after that.", count);

    public static string BackupForeign(string path) => $"The file '{path}' is there, and is no backup of this account with the columns that it has now. Nobody was deleted. Name another file with -BackupPath.";

    public static string TooLong(string column, int length, int most) =>
        string.Format(CultureInfo.InvariantCulture, "The cell '{0}' has {1} characters, and the service keeps {2}. Shorten it.", column, length, most);

    public const string TooManyValues = "The row has more than 3 telephone numbers or more than 25 custom fields, which is all that a contact may have. Leave some of them blank.";

    public const string BirthdayInvalid = "A birthday needs a month (1 to 12) and a day of that month, both of them. Fill in the other one, or leave both blank.";

    public static string NotBetween(string column, int most) => string.Format(CultureInfo.InvariantCulture, "The cell '{0}' is no whole number from 1 to {1}. Correct it.", column, most);

    public static string SmsInvalid(string column) => $"The cell '{column}' is no telephone number of the United States with ten digits, and the service sends text messages to no other. Correct it, or leave it blank.";

    public const string SmsConsentMissing = "The row has a number for text messages and no date of consent to them. Fill in the date, or leave the number blank.";

    public static string NotNumber(string column, string field) => $"The cell '{column}' is no number (1234.5), and the field '{field}' holds numbers alone. Correct it.";

    public static string NotBoolean(string column, string field) => $"The cell '{column}' is neither true nor false, and the field '{field}' holds nothing else. Write true or false.";
}
