using System.Globalization;
using System.Text;

namespace ActiveCampaign.Bulk.Core;

/// <summary>
/// Makes text from elsewhere safe to show: what would move the cursor, colour a console or turn the reading direction is
/// shown as a sign of its own, and line breaks become blanks.
/// </summary>
internal static class PlainText
{
    private const int ControlPictures = 0x2400;
    private const char DeletePicture = '\u2421';

    /// <summary>The text itself where there is nothing to change.</summary>
    public static string Of(string text)
    {
        int first = 0;
        while (first < text.Length && IsPlain(text, first))
            first++;
        if (first == text.Length)
            return text;
        StringBuilder plain = new(text, 0, first, text.Length);
        for (int i = first; i < text.Length; i++)
            plain.Append(IsPlain(text, i) ? text[i] : Shown(text[i]));
        return plain.ToString();
    }

    /// <summary>Whether there is nothing in it that is not shown as it is.</summary>
    public static bool IsPlain(string text) => ReferenceEquals(Of(text), text);

    private static bool IsPlain(string text, int at)
    {
        char sign = text[at];
        if (sign < ' ')
            return false;
        if (sign < '\u007f')
            return true;
        if (char.IsSurrogate(sign))
            return char.IsHighSurrogate(sign) ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) : at > 0 && char.IsHighSurrogate(text[at - 1]);
        return !char.IsControl(sign) && !IsSeparator(sign) && !TurnsDirection(sign);
    }

    private static bool IsSeparator(char sign) => CharUnicodeInfo.GetUnicodeCategory(sign) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool TurnsDirection(char sign) => sign is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static char Shown(char sign) => sign switch
    {
        '\t' or '\n' or '\r' or '\u0085' or '\u2028' or '\u2029' => ' ',
        '\u007f' => DeletePicture,
        < ' ' => (char)(ControlPictures + sign),
        _ => '\ufffd',
    };
}
