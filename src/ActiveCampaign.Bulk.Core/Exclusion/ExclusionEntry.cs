using System;
using System.Globalization;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Exclusion;

/// <summary>
/// What an entry of an exclusion list must be. It is held to a stricter rule than a row: whatever only looks like an
/// address would match nobody, and everybody would be sent.
/// </summary>
internal static class ExclusionEntry
{
    private const string Patterns = "*%?";
    private const string Quotes = "'`";

    /// <summary>An entry without blanks, invisible characters and a pair of double quotes around it.</summary>
    public static string Trim(string entry)
    {
        string text = AddressForm.Trim(entry);
        bool isQuoted = text.Length > 1 && text[0] == '"' && text[text.Length - 1] == '"';
        return isQuoted ? AddressForm.Trim(text.Substring(1, text.Length - 2)) : text;
    }

    /// <summary>Whether an entry is an address that a row may have.</summary>
    public static bool IsAddress(string entry)
    {
        if (TextRules.IsDamaged(entry) || EmailRules.FindProblem(entry) is not null || IsPattern(entry))
            return false;
        string composed = entry.Normalize(NormalizationForm.FormC);
        int at = composed.IndexOf('@');
        return composed == entry.Normalize(NormalizationForm.FormKC) && IsLocal(composed.Substring(0, at)) && IsDomain(composed.Substring(at + 1));
    }

    /// <summary>Whether an entry is meant for more than one address.</summary>
    public static bool IsPattern(string entry) => entry.IndexOf('@') >= 0 && entry.Any(c => Patterns.IndexOf(c) >= 0);

    // A quote around it, or a sign before it, is a list's or a spreadsheet's and no part of the address.
    private static bool IsLocal(string local) =>
        (local[0] == '_' || char.IsLetterOrDigit(local, 0))
        && Quotes.IndexOf(local[local.Length - 1]) < 0
        && Enumerable.Range(0, local.Length).All(i => local[i] <= '\u007F' || char.IsLowSurrogate(local[i]) || IsWord(local, i));

    private static bool IsDomain(string domain) => domain.Split('.').All(IsLabel);

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[label.Length - 1] != '-'
        && Enumerable.Range(0, label.Length).All(i => label[i] is '-' or '_' || char.IsLowSurrogate(label[i]) || IsWord(label, i));

    private static bool IsWord(string text, int index) => CharUnicodeInfo.GetUnicodeCategory(text, index) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
