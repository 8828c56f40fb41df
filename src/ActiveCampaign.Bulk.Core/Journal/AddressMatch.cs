using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.Core.Batching;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Finds people by their addresses, in digests and in texts. Used by one thread.</summary>
internal sealed class AddressMatch
{
    private readonly HashSet<ulong> _digests;
    private readonly IReadOnlyList<string> _addresses;

    /// <param name="key">The key of the digests.</param>
    /// <param name="addresses">The addresses.</param>
    public AddressMatch(byte[] key, IEnumerable<string> addresses)
    {
        _addresses = addresses.Select(address => address.Trim()).Where(address => address.Length > 0).ToList();
        using RowDigester digester = new(key);
        _digests = [.. _addresses.Select(digester.Address)];
    }

    /// <summary>The digests of the addresses.</summary>
    public IReadOnlyCollection<ulong> Digests => _digests;

    /// <summary>Whether a digest is of one of the addresses.</summary>
    public bool IsOf(RowDigest digest) => _digests.Contains(digest.Address);

    /// <summary>Whether a text holds one of the addresses, whatever its case; one inside a longer address does not count.</summary>
    public bool IsIn(string? text)
    {
        if (text is null || text.IndexOf('@') < 0)
            return false;
        string visible = Visible(text);
        return _addresses.Any(address => Holds(visible, address));
    }

    private static bool Holds(string text, string address)
    {
        for (int at = text.IndexOf(address, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(address, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (!GoesOnBefore(text, at) && !GoesOnAfter(text, at + address.Length))
                return true;
        }

        return false;
    }

    private static bool GoesOnBefore(string text, int start) => start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or '_' or '-' or '+' or '%');

    // A full stop ends a sentence as well as it parts a domain.
    private static bool GoesOnAfter(string text, int end) =>
        end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '_' || (text[end] == '.' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1])));

    private static string Visible(string text) =>
        text.Any(IsInvisible) ? new string(text.Where(c => !IsInvisible(c)).ToArray()) : text;

    private static bool IsInvisible(char c) => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
