using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ActiveCampaign.Bulk.Core.Validation;

/// <summary>
/// The form that addresses are compared in: without blanks and invisible characters around it, in lower case, its
/// accents composed (NFC), its domain in letters of ASCII (<c>xn--</c>).
/// </summary>
internal static class AddressForm
{
    private static readonly IdnMapping s_idn = new();

    /// <summary>The address without what is seen by nobody at its edges.</summary>
    public static string Trim(string text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && TextRules.IsInvisible(text[start]))
            start++;
        while (end > start && TextRules.IsInvisible(text[end - 1]))
            end--;
        return end - start == text.Length ? text : text.Substring(start, end - start);
    }

    /// <summary>The form that stands for every spelling of an address.</summary>
    public static string Of(string email)
    {
        string lower = Lower(Trim(email));
        return IsAscii(lower) ? lower : WithDomain(Compose(lower), s_idn.GetAscii);
    }

    /// <summary>Whether two texts are one address, however it is spelled; a blank one is as good as none.</summary>
    public static bool IsSame(string? one, string? other) => Of(one ?? string.Empty) == Of(other ?? string.Empty);

    /// <summary>The spellings that somebody may have made a hash of, the usual form first.</summary>
    public static IEnumerable<string> Spellings(string email)
    {
        string form = Of(email);
        string trimmed = Lower(Trim(email));
        if (IsAscii(trimmed) && trimmed.IndexOf("xn--", StringComparison.Ordinal) < 0)
            return [form];
        string letters = WithDomain(Compose(trimmed), s_idn.GetUnicode);
        return new[] { form, trimmed, letters, Normalize(letters, NormalizationForm.FormD) }.Distinct(StringComparer.Ordinal);
    }

    /// <summary>A text with its accents composed.</summary>
    internal static string Compose(string text) => IsAscii(text) ? text : Normalize(text, NormalizationForm.FormC);

#pragma warning disable CA1308 // Lower case is what addresses are compared in.
    private static string Lower(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308

    private static bool IsAscii(string text)
    {
        foreach (char c in text)
        {
            if (c > '\u007F')
                return false;
        }

        return true;
    }

    private static string WithDomain(string email, Func<string, string> map)
    {
        int at = email.LastIndexOf('@');
        if (at < 0 || at + 1 == email.Length)
            return email;
        try
        {
            return email.Substring(0, at + 1) + Lower(map(email.Substring(at + 1)));
        }
        catch (ArgumentException)
        {
            // No name of a domain: it is compared as it stands.
            return email;
        }
    }

    private static string Normalize(string text, NormalizationForm form)
    {
        try
        {
            return text.Normalize(form);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair, which is refused as damaged elsewhere.
            return text;
        }
    }
}
