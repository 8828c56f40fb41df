using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Finds people by their addresses, in digests and in texts. Used by one thread.</summary>
internal sealed class AddressMatch
{
    private const string Signs = "!#$%&'*+-/=?^_`{|}~.";
    private const string Pairs = "'`|*_";

    private readonly HashSet<ulong> _digests;
    private readonly IReadOnlyList<string> _addresses;

    /// <param name="key">The key of the digests.</param>
    /// <param name="addresses">The addresses.</param>
    public AddressMatch(byte[] key, IEnumerable<string> addresses)
    {
        List<string> given = addresses.Select(AddressForm.Trim).Where(address => address.Length > 0).ToList();
        _addresses = given.SelectMany(AddressForm.Spellings).Select(AddressForm.Compose).Distinct(StringComparer.Ordinal).ToList();
        using RowDigester digester = new(key);
        _digests = [.. given.Select(digester.Address)];
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
        string visible = AddressForm.Compose(Visible(text));
        return _addresses.Any(address => Holds(visible, address));
    }

    private static bool Holds(string text, string address)
    {
        for (int at = text.IndexOf(address, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(address, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (!GoesOnBefore(text, at, at + address.Length) && !GoesOnAfter(text, at + address.Length))
                return true;
        }

        return false;
    }

    // Whatever a local part may hold belongs to a longer address, but for a pair of signs around this one.
    private static bool GoesOnBefore(string text, int start, int end) =>
        start > 0 && IsLocal(text[start - 1]) && !(Pairs.IndexOf(text[start - 1]) >= 0 && end < text.Length && text[end] == text[start - 1] && !(start > 1 && char.IsLetterOrDigit(text[start - 2])));

    private static bool IsLocal(char c) => c > '\u007F' ? char.IsLetterOrDigit(c) || char.IsSurrogate(c) || IsMark(c) : char.IsLetterOrDigit(c) || Signs.IndexOf(c) >= 0;

    private static bool IsMark(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // A full stop ends a sentence as well as it parts a domain.
    private static bool GoesOnAfter(string text, int end) =>
        end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '_' || (text[end] == '.' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1])));

    private static string Visible(string text) =>
        text.Any(IsInvisible) ? new string(text.Where(c => !IsInvisible(c)).ToArray()) : text;

    private static bool IsInvisible(char c) => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
