using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActiveCampaign.Bulk.ConstantContact;

/// <summary>What people read that speaks of Constant Contact. Each text says what to do next; none holds contact data.</summary>
internal static partial class ConstantContactTexts
{
    public const string AddressInvalid = "That is no address that may be used: it takes https, or http on this machine alone, where a simulator runs. Leave -Uri and CC_API_URL out to reach Constant Contact itself.";

    public static string QuotaReached(string host, DateTimeOffset next) => string.Format(
        CultureInfo.InvariantCulture,
        "'{0}' takes no more calls today: the 10,000 of this application (client id) are spent, by whatever program. Nothing more was sent. They are there again after {1:yyyy-MM-dd HH:mm} UTC; go on then.",
        host,
        next);

    public static string Refused(string host) =>
        $"'{host}' does not take the access that was granted. The application may be deactivated, or the consent withdrawn: look at the application on the developer portal, then consent again with Connect-CCSession.";

    public static string Denied(string route, string host, string words) =>
        $"'{host}' refuses '{route}'" + (words.Length == 0 ? "." : $": {words.TrimEnd('.')}.")
        + " Either the consent lacks the scope contact_data (consent again with Connect-CCSession), or the user who consented may not use contacts (a Campaign Creator may not; an account owner or manager may).";

    public const string PagesRepeat = "The service answers with pages that it has given before, so an end cannot be reached. Try later.";

    public static string LinkForeign(string link) => $"The service names a next page that is none of its API's ('{link}'). Try later; a proxy on the way may be the cause.";

    public const string ConsentMissing = "No consent is known for this client id. Give a refresh token, or consent in a browser: Connect-CCSession -ClientId followed by the id of your application.";

    public const string ConsentDead = "The refresh token is spent, withdrawn, or was not used for 180 days, so there is no access any more. Consent again with Connect-CCSession.";

    public const string ConsentSpending = "The refresh token was being exchanged when the answer was lost or the process ended, so it may be spent, and it is not used a second time. Consent again with Connect-CCSession; then go on where the work was left.";

    public const string GiveNoMore = "Leave the old refresh token out after that (-RefreshToken, CC_REFRESH_TOKEN): it would be tried first.";

    public const string ConsentOver = "The access has ended, and the service gave no refresh token with it. Consent again with Connect-CCSession.";

    public static string ClientRefused(string host, string words) =>
        $"'{host}' does not take this application" + (words.Length == 0 ? "." : $": {words.TrimEnd('.')}.") + " Check the client id, and the secret where the application has one; then connect again with Connect-CCSession.";

    public static string TokensUnavailable(string host, string why) => $"'{host}' gives no access just now: {why.TrimEnd('.')}. Nothing was spent. Try later.";

    public static string TokensHeld(string path) => $"Another process has kept '{path}' for minutes, and access cannot be renewed without it. End that process, then try again.";

    public static string TokensUnwritable(string path, string why) =>
        $"'{path}', which keeps the refresh token, cannot be read or written: {why.TrimEnd('.')}. Check the rights, or give a folder of your own with AC_BULK_HOME.";

    public static string TokensUnwritten(string path, string why, bool isHandedOut) =>
        $"'{path}', which keeps the refresh token, cannot be written: {why.TrimEnd('.')}. The old token is spent"
        + (isHandedOut ? ", and -SaveToken has the new one. Check the rights, then connect with that." : " and the new one is lost. Check the rights, or give a folder of your own with AC_BULK_HOME; then consent again with Connect-CCSession.");

    public static string SaveTokenFailed(string why) => $"-SaveToken failed before the refresh token was spent: {why.TrimEnd('.')}. Nothing was spent. Mend it, then connect again.";

    public static string SaveTokenFailedAfter(string why) =>
        $"-SaveToken failed with the new refresh token, and the one before it is worth nothing any more: {why.TrimEnd('.')}. Mend it, then connect again with Connect-CCSession: where this machine keeps tokens, the new one is handed out again; else consent again.";

    public const string DeviceDenied = "The consent was denied in the browser. Start again with Connect-CCSession, and approve it there as the account's owner or manager.";

    public const string DeviceExpired = "Nobody consented in time, and the code is worth nothing any more. Start again with Connect-CCSession.";

    public static string DeviceRefused(string host, string words) =>
        $"'{host}' starts no consent for this application" + (words.Length == 0 ? "." : $": {words.TrimEnd('.')}.") + " Check the client id; the application must be made for the device flow.";

    public const string AnotherAccount = "The activity belongs to another account of this application: none of the lists that its account had is in this one. Nothing was sent. Connect to its account, with the consent that was given for that one, then go on; -JournalPath keeps the journals of accounts apart.";

    public const string ListNeeded = "The service imports contacts into lists alone: name at least one with -List. Get-CCList shows the lists.";

    public static string TooManyLists(int count) => string.Format(CultureInfo.InvariantCulture, "-List names {0} lists, and the service takes 50 for an import. Name fewer, and import the same rows into the others after that.", count);

    public static string UnknownList(string name, string? nearest) =>
        $"The list '{name}' does not exist.{Texts.WildcardHint(name)}" + (nearest is null ? string.Empty : $" The nearest is '{nearest}'.") + " Get-CCList shows the lists; a list must be made in the account first.";

    public static string ListAmbiguous(string name, IEnumerable<string> ids) =>
        $"Several lists are called '{name}': {string.Join(", ", ids.Select(id => "id:" + id))}. Nothing was sent. Name the one you mean by its id, such as id:{ids.First()}; Get-CCList shows them.";
}
