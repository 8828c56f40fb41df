using System;
using System.Collections.Generic;
using System.Text;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>The plain column names that need no map.</summary>
internal static class ColumnNames
{
    private static readonly Dictionary<string, ColumnKind> s_kinds = new(StringComparer.Ordinal)
    {
        ["email"] = ColumnKind.Email,
        ["emailaddress"] = ColumnKind.Email,
        ["mail"] = ColumnKind.Email,
        ["firstname"] = ColumnKind.FirstName,
        ["givenname"] = ColumnKind.FirstName,
        ["lastname"] = ColumnKind.LastName,
        ["surname"] = ColumnKind.LastName,
        ["phone"] = ColumnKind.Phone,
        ["account"] = ColumnKind.Account,
        ["company"] = ColumnKind.Account,
        ["tags"] = ColumnKind.Tags,
        ["lists"] = ColumnKind.Lists,
    };

    // Names that an export has and that a field of the account may have too: the field comes first.
    private static readonly Dictionary<string, ColumnKind> s_weak = new(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = ColumnKind.Ignored,
        ["status"] = ColumnKind.Ignored,
        ["created"] = ColumnKind.Ignored,
        ["updated"] = ColumnKind.Ignored,
        ["lists_unsubscribed"] = ColumnKind.ListsUnsubscribed,
        ["lists_unconfirmed"] = ColumnKind.Ignored,
        ["lists_bounced"] = ColumnKind.Ignored,

        // PowerShell's own on objects of jobs and of other machines.
        ["RunspaceId"] = ColumnKind.Ignored,
        ["PSComputerName"] = ColumnKind.Ignored,
        ["PSShowComputerName"] = ColumnKind.Ignored,
        ["PSSourceJobInstanceId"] = ColumnKind.Ignored,
        ["contact_id"] = ColumnKind.Ignored,
        ["contact_status"] = ColumnKind.Ignored,
        ["contact_created"] = ColumnKind.Ignored,
        ["contact_updated"] = ColumnKind.Ignored,
        ["contact_lists_unsubscribed"] = ColumnKind.ListsUnsubscribed,
        ["contact_lists_unconfirmed"] = ColumnKind.Ignored,
    };

    /// <summary>One readable spelling for each plain name, for hints.</summary>
    public static IReadOnlyList<string> Readable { get; } =
        ["email", "email address", "mail", "first name", "given name", "last name", "surname", "phone", "account", "company", "tags", "lists"];

    /// <summary>What a plain name stands for, whatever its case, blanks, hyphens and underscores; null when it is none.</summary>
    public static ColumnKind? Find(string name) => s_kinds.TryGetValue(Plain(name), out ColumnKind kind) ? kind : null;

    /// <summary>Whether a heading stands for the address, by a plain name or as programs and people write it.</summary>
    public static bool IsEmail(string name) => name is not null && ((Find(name) ?? FindSynonym(name)) == ColumnKind.Email || IsSignInName(name));

    /// <summary>Whether it stands for an address that counts only where no other column has one.</summary>
    internal static bool IsSignInName(string name) => !TextRules.IsDamaged(name) && ColumnSynonyms.IsSignInName(name);

    /// <summary>What a heading in one of seven languages stands for where the account has no field of that name; null when it is none.</summary>
    public static ColumnKind? FindSynonym(string name) => name is null || TextRules.IsDamaged(name) ? null : ColumnSynonyms.Find(name);

    /// <summary>What a column of an exported file stands for where the account has no field of that name; null when it is none.</summary>
    public static ColumnKind? FindWeak(string name) =>
        name is null ? null : s_weak.TryGetValue(name.Trim(), out ColumnKind kind) ? kind : Standing.IsExported(name) ? ColumnKind.Standing : null;

    /// <summary>Whether a name is one of those.</summary>
    internal static bool IsWeak(string name) => FindWeak(name) is not null;

    private static string Plain(string name)
    {
        StringBuilder plain = new(name.Length);
        foreach (char c in name)
        {
            if (c is not (' ' or '-' or '_' or '\u00A0' or '\uFEFF'))
                plain.Append(char.ToLowerInvariant(c));
        }

        return plain.ToString();
    }
}
