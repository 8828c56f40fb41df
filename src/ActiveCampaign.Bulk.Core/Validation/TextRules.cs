using System.Globalization;

namespace ActiveCampaign.Bulk.Core.Validation;

/// <summary>What counts as blank, and what counts as damaged.</summary>
internal static class TextRules
{
    /// <summary>Whether a text is nothing but white space and invisible characters.</summary>
    public static bool IsBlank(string? text)
    {
        if (text is null)
            return true;
        foreach (char c in text)
        {
            if (!IsInvisible(c))
                return false;
        }

        return true;
    }

    /// <summary>Whether a text holds a control character that no text has: any but tab and newline.</summary>
    public static bool HasControl(string text)
    {
        if (text is null)
            return false;
        foreach (char c in text)
        {
            if (c < ' ' ? c is not ('\t' or '\n' or '\r') : c is >= '\u007F' and <= '\u009F')
                return true;
        }

        return false;
    }

    /// <summary>Whether a text holds U+FFFD or half of a surrogate pair, which a wrong encoding leaves behind.</summary>
    public static bool IsDamaged(string text)
    {
        if (text is null)
            return false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c < '\uD800')
                continue;
            if (c == '\uFFFD')
                return true;
            if (!char.IsSurrogate(c))
                continue;
            if (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return true;
            i++;
        }

        return false;
    }

    internal static bool IsInvisible(char c)
    {
        if (c > ' ' && c < '\u007F')
            return false;
        if (char.IsWhiteSpace(c) || char.IsControl(c))
            return true;

        // Hangul fillers, the empty Braille cell, joiners and selectors of variants are letters, symbols and marks by
        // category, and yet nothing is seen.
        return c is '\u115F' or '\u1160' or '\u3164' or '\uFFA0' or '\u2800' or '\u034F' or '\u17B4' or '\u17B5'
            or (>= '\u180B' and <= '\u180F') or (>= '\uFE00' and <= '\uFE0F')
            || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format;
    }
}
