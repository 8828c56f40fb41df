using System;
using System.Globalization;

namespace ActiveCampaign.Bulk.Errors;

/// <content>What only Constant Contact has. The cmdlets in other texts get its names on their way out.</content>
internal static partial class Messages
{
    private const string NoCCConnection = "There is no connection. Connect first: Connect-CCSession -ClientId <the application's id>, which asks for somebody's consent once, or rehearse with Connect-CCSession -Simulator.";

    public const string EnvironmentOrCCSimulator = "Which account? A simulator was started in this process and not connected, and the environment (CC_CLIENT_ID, CC_REFRESH_TOKEN) names a real account. Nothing was sent. For the simulator: Connect-CCSession -Simulator. For the account: Connect-CCSession -ClientId $env:CC_CLIENT_ID -RefreshToken (ConvertTo-SecureString $env:CC_REFRESH_TOKEN -AsPlainText -Force).";

    public const string RefreshTokenNotSecure = "-RefreshToken takes the token as a SecureString: -RefreshToken (Read-Host -AsSecureString), or, from a variable, -RefreshToken (ConvertTo-SecureString $token -AsPlainText -Force). Nothing was sent.";

    public const string CCCredentialMissing = "-Credential is null or has no user name. Give the application's client id as its user name and the client secret as its password. Nothing was sent.";

    public const string ConsentUnattended = "No consent to this application is kept here, and nobody can be asked in this session. Nothing was sent. Connect once at a prompt on this machine with the same -JournalPath or AC_BULK_HOME: Connect-CCSession -ClientId <id>; or give a token: -RefreshToken, or CC_CLIENT_ID and CC_REFRESH_TOKEN in the environment.";

    public static string NoConnection(ServiceKind service) => service == ServiceKind.ConstantContact ? NoCCConnection : NoACConnection;

    public static string Consent(Uri address, string code, DateTimeOffset until) =>
        $"Open {address} in a browser, on this machine or another, sign in to the account, and consent. The page must show this code: {code}. "
        + $"The command goes on by itself after that; it waits until {until.LocalDateTime:HH:mm:ss}, and Ctrl+C ends it.";

    public static string ConsentAnew(string clientId) => $"Somebody consents anew with: Connect-CCSession -ClientId '{clientId}' -NewConsent";

    public static string DayTooShort(int calls, int left, DateTimeOffset next) => string.Format(
        CultureInfo.InvariantCulture,
        "This import takes about {0:N0} calls, and {1:N0} of the day's 10,000 are left for this application (client id). It may not come to its end today: it stops then, and the error names the command that goes on after {2:yyyy-MM-dd HH:mm} UTC.",
        calls,
        left,
        next);

    public static string NotOurs(string? id) =>
        $"Activity {id} of the service is in no journal here: another program has begun it, or another machine. Only Wait-CCActivity takes it.";

    public const string ExportTakesNoInput = "Export-CCContact takes nothing from the pipeline: filters say whom it exports. Nothing was read or written. Give filters, or write those that come in to a new file: ... | Get-CCContact -AsRow | Export-Csv -Encoding UTF8 -NoTypeInformation -Path <file>.";

    public static string NotAContactKey(long row) =>
        $"Object {row} of the input has an id that is no contact's of Constant Contact: those look like 0a0a0a0a-0000-4000-8000-000000000001. Pipe in contacts of Get-CCContact, or rows with email.";

    public static string ConsentArrives(ServiceKind target) => target == ServiceKind.ConstantContact
        ? "Who is new arrives as implicit, with the day of the import as date and Account as source; explicit consent cannot be imported."
        : "Who is new arrives as active on the lists of the row, be it implicit or explicit there; dates and sources are not taken along.";

    public static string ConsentAhead(ServiceKind target) =>
        $"{ConsentArrives(target)} Who may not be mailed is refused. The counts by consent before anything is sent: the same command with -WhatIf.";

    public static string ConsentCounts(string taken, string keptOut) => $"By consent: may be mailed {taken}; kept out {keptOut}.";

    public const string StandingUnread = "Whether the contact may be written to was not read, so it does not go into another service. Read it with its status: -Property status and the others, or no -Property.";

    public static string MayNotBeMailed(string standing) =>
        $"The contact is '{standing}', so it may not be written to, and coming into another account must not change that. It is not sent.";
}
