using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>Whom the cells of a row name, by whatever columns an import knows as addresses, and by its id.</summary>
/// <param name="HasId">Whether there is a column of ids.</param>
/// <param name="Id">What it says, trimmed; null where it is blank.</param>
/// <param name="HasAddress">Whether there is a column of addresses.</param>
/// <param name="Addresses">The different addresses that these columns hold.</param>
internal sealed record RowIdentity(bool HasId, string? Id, bool HasAddress, IReadOnlyList<string> Addresses)
{
    private const string IdName = "id";
    private const string HostName = "host";

    // What an export calls its ids where a field of the account has their name.
    private const string ExportedIdName = "contact_id";

    /// <summary>Whether every cell is blank, as in the rows that spreadsheets write below the last.</summary>
    public bool IsBlank { get; init; }

    /// <summary>What a column beside that of exported ids says, where it is another id: of the same kind, or a number that no address vouches against.</summary>
    public string? OtherId { get; init; }

    /// <summary>The account's host, where the row says it, as contacts of ours and their copies do; else null.</summary>
    public string? Host { get; init; }

    /// <summary>The address; blank where the row says that there is none, null where it says nothing of it.</summary>
    public string? Address => Addresses.Count > 0 ? Addresses[0] : HasAddress ? string.Empty : null;

    /// <summary>Reads it from cells and the names of their columns.</summary>
    public static RowIdentity Read(IEnumerable<KeyValuePair<string, object?>> cells)
    {
        (bool hasAddress, string? host) = (false, null);
        bool isBlank = true;
        List<string> addresses = [];
        KeyValuePair<string, object?>? signIn = null;
        KeyValuePair<string, object?>? exported = null;
        KeyValuePair<string, object?>? own = null;
        foreach (KeyValuePair<string, object?> cell in cells)
        {
            string name = cell.Key.Trim();
            isBlank = isBlank && (cell.Value is null or System.DBNull || (cell.Value is string cellText && TextRules.IsBlank(cellText)));
            if (ColumnNames.IsSignInName(name))
            {
                signIn = cell;
            }
            else if (IsAddress(name))
            {
                hasAddress = true;
                if (TextOf(cell.Value) is string address && !addresses.Exists(known => AddressForm.IsSame(known, address)))
                    addresses.Add(address);
            }
            else if (Is(name, HostName))
            {
                host = TextOf(cell.Value);
            }
            else if (Is(name, ExportedIdName))
            {
                exported = cell;
            }
            else if (Is(name, IdName))
            {
                own = cell;
            }
        }

        if (!hasAddress && TextOf(signIn?.Value) is string signedIn)
            addresses.Add(signedIn);
        return new RowIdentity((exported ?? own) is not null, TextOf((exported ?? own)?.Value), hasAddress || signIn is not null, addresses)
        {
            OtherId = exported is null ? null : FindOther(TextOf(exported.Value.Value), TextOf(own?.Value), addresses.Count > 0),
            Host = host,
            IsBlank = isBlank,
        };
    }

    /// <summary>Whether a column holds addresses.</summary>
    public static bool IsAddress(string name) => ColumnNames.IsEmail(name);

    // A field of the account may be called id too, and hold the numbers of another system: there the address says who is meant.
    private static string? FindOther(string? id, string? other, bool hasAddress)
    {
        bool isOther = MemberRows.ReadKey(id) is string key ? MemberRows.ReadKey(other) is string otherKey && otherKey != key
            : !hasAddress && MemberRows.ReadId(id) is int number && MemberRows.ReadId(other) is int otherNumber && otherNumber != number;
        return isOther ? other : null;
    }

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    private static string? TextOf(object? value) => CellText.ToText(value) is string text && !TextRules.IsBlank(text) ? text.Trim() : null;
}
