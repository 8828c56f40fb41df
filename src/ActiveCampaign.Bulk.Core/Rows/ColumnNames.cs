using System;
using System.Collections.Generic;
using System.Text;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>The plain column names that need no map.</summary>
public static class ColumnNames
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

    /// <summary>One readable spelling for each plain name, for hints.</summary>
    public static IReadOnlyList<string> Readable { get; } =
        ["email", "email address", "mail", "first name", "given name", "last name", "surname", "phone", "account", "company", "tags", "lists"];

    /// <summary>What a plain name stands for, whatever its case, blanks, hyphens and underscores; null when it is none.</summary>
    public static ColumnKind? Find(string name) => s_kinds.TryGetValue(Plain(name), out ColumnKind kind) ? kind : null;

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
