using System;
using System.Collections;
using System.Linq;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>
/// What an export says of a contact: whether it may be written to. An import makes everybody mailable whom the account does
/// not know, so that whoever may not be is kept out.
/// </summary>
internal static class Standing
{
    // Nothing but an export has headings like these.
    private static readonly string[] s_exported = ["email_status", "email_permission_status"];

    private static readonly string[] s_plain = ["status", "contact_status"];

    private static readonly string[] s_closed = ["unsubscribed", "unconfirmed", "bounced", "none", "pending_confirmation", "temp_hold", "not_set", "deleted"];

    // How a service's site says it in its own exports.
    private static readonly string[] s_spoken = ["unsubscribed", "opted out", "opt-out", "pending", "awaiting", "hold"];

    /// <summary>Whether a heading is one of an export, and of nothing else.</summary>
    public static bool IsExported(string heading) => s_exported.Contains(heading.Trim().Replace(' ', '_'), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a heading may be one of an export; a file may mean something else by it.</summary>
    public static bool MayBe(string heading) => s_plain.Contains(heading.Trim(), StringComparer.OrdinalIgnoreCase) || IsExported(heading);

    /// <summary>Whether a word of a service says that a contact may be written to.</summary>
    public static bool IsOpen(string word) => word is "active" or "implicit" or "explicit";

    /// <summary>The problem of a row whose cell says that the contact may not be written to: by the very word of a service, or in words like it where nothing but an export has the heading.</summary>
    public static RowProblem? FindProblem(string heading, object cell)
    {
        string text = (CellText.IsSeveral(cell) ? string.Join("|", CellText.ToTexts((IEnumerable)cell)) : CellText.ToText(cell) ?? string.Empty).Trim();
        bool isClosed = s_closed.Contains(text, StringComparer.OrdinalIgnoreCase)
            || (IsExported(heading) && Array.Exists(s_spoken, word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0));
        return isClosed ? new RowProblem(RowReason.Excluded, Texts.MayNotBeMailed(heading), heading) : null;
    }
}
