using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk;

/// <summary>
/// The names of a service's cmdlets. Texts are written with those of ActiveCampaign; what is said to somebody who works
/// with another service comes through here, so that nobody reads of a cmdlet that is not for them.
/// </summary>
internal static class CommandNames
{
    private const string ConstantContactPrefix = "CC";

    private static readonly Dictionary<string, string> s_constantContact = new(StringComparer.Ordinal)
    {
        ["Add-ACContactTag"] = "Add-CCContactTag",
        ["Add-ACListMember"] = "Add-CCListMember",
        ["Connect-ACSession"] = "Connect-CCSession",
        ["Disconnect-ACSession"] = "Disconnect-CCSession",
        ["Export-ACActivityReport"] = "Export-CCActivityReport",
        ["Export-ACContact"] = "Export-CCContact",
        ["Export-ACReject"] = "Export-CCReject",
        ["Get-ACActivity"] = "Get-CCActivity",
        ["Get-ACContact"] = "Get-CCContact",
        ["Get-ACField"] = "Get-CCField",
        ["Get-ACList"] = "Get-CCList",
        ["Get-ACSession"] = "Get-CCSession",
        ["Get-ACTag"] = "Get-CCTag",
        ["Import-ACContact"] = "Import-CCContact",
        ["Remove-ACActivity"] = "Remove-CCActivity",
        ["Remove-ACContact"] = "Remove-CCContact",
        ["Remove-ACContactTag"] = "Remove-CCContactTag",
        ["Remove-ACListMember"] = "Remove-CCListMember",
        ["Repair-ACImport"] = "Repair-CCActivity",
        ["Resume-ACActivity"] = "Resume-CCActivity",
        ["Start-ACSimulator"] = "Start-CCSimulator",
        ["Stop-ACSimulator"] = "Stop-CCSimulator",
        ["Test-ACContact"] = "Test-CCContact",
        ["Wait-ACImport"] = "Wait-CCActivity",
    };

    // Not what looks like one in the name of a file or of an activity.
    private static readonly Regex s_cmdlet = new($@"(?<![\w./\\'-])(?:{string.Join("|", s_constantContact.Keys)})(?!\w|\.\w)", RegexOptions.CultureInvariant);

    // What the engine's texts say of ActiveCampaign alone.
    private static readonly (string Said, string Meant)[] s_phrases =
    [
        (" (Settings, Developer in the account)", string.Empty),
        ("Get-ACActivity -State Stopped | Resume-ACActivity", "Get-ACActivity | Where-Object NextCommand -like '*Resume-*' | Resume-ACActivity"),
        ("Get-ACImportStatus -Daily shows how much that is", "Get-ACActivity shows that"),
        (", or a CSV file of Export-ACContact", string.Empty),
        ("say it with -AllLists", "name each of them"),
    ];

    /// <summary>The service of a cmdlet, by the prefix of its noun.</summary>
    public static ServiceKind ServiceOf(string command) =>
        command.Substring(command.LastIndexOf('-') + 1).StartsWith(ConstantContactPrefix, StringComparison.OrdinalIgnoreCase) ? ServiceKind.ConstantContact : ServiceKind.ActiveCampaign;

    /// <summary>The service of an activity.</summary>
    public static ServiceKind ServiceOf(ActivityHeader? header) => header?.Service is null ? ServiceKind.ActiveCampaign : ServiceKind.ConstantContact;

    /// <summary>A text with the names of a service's cmdlets.</summary>
    public static string In(ServiceKind service, string text)
    {
        if (service == ServiceKind.ActiveCampaign || text.Length == 0)
            return text;
        foreach ((string said, string meant) in s_phrases)
            text = text.Replace(said, meant);
        return s_cmdlet.Replace(text, static match => s_constantContact[match.Value]);
    }

    /// <summary>The same for a text that may be missing.</summary>
    public static string? InOrNull(ServiceKind service, string? text) => text is null ? null : In(service, text);
}
