using System;
using System.Collections.Generic;
using System.Globalization;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Preflight;

/// <summary>Finds cells that a spreadsheet or another program seems to have cut or damaged. It reads each cell once.</summary>
internal static class CellDoubts
{
    private const int ExactDigits = 15;
    private const int LongestNumber = 40;
    private const int LongestDate = 8;

    // What Windows has at 0x80 to 0x9F, where UTF-8 has the second half of a letter.
    private const string Torn = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

    private static readonly HashSet<string> s_months = new(StringComparer.OrdinalIgnoreCase)
    {
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mrz", "mär", "mai", "okt", "dez",
    };

    /// <summary>What is doubtful about a text.</summary>
    public static CellDoubt Of(string text)
    {
        // Columns of 255 characters, and the most that a cell of a spreadsheet or a text of a database holds.
        if (text.Length is 255 or 32767 or 65535)
            return CellDoubt.TextCut;
        int digits = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is >= '0' and <= '9')
                digits++;
            else if (c >= '\u00C2' && IsTorn(text, i))
                return CellDoubt.EncodingDoubtful;
        }

        return digits == 0 || text.Length > LongestNumber ? CellDoubt.None : OfNumber(text, digits);
    }

    private static CellDoubt OfNumber(string text, int digits)
    {
        if (digits > ExactDigits && digits == text.Length)
            return IsRounded(text) ? CellDoubt.NumberRounded : CellDoubt.None;
        if (ProgramText.IsShortNumber(text))
            return CellDoubt.NumberShortened;
        return text.Length <= LongestDate && IsDayOfMonth(text.Trim()) ? CellDoubt.DateDoubtful : CellDoubt.None;
    }

    private static bool IsTorn(string text, int at)
    {
        if (at + 1 == text.Length)
            return false;
        char next = text[at + 1];
        return text[at] switch
        {
            'Â' or 'Ã' => next is >= '\u0080' and <= '\u00BF' || Torn.IndexOf(next) >= 0,
            'â' => next == '€',
            _ => false,
        };
    }

    private static bool IsRounded(string number)
    {
        for (int i = ExactDigits; i < number.Length; i++)
        {
            if (number[i] != '0')
                return false;
        }

        return number[0] != '0';
    }

    // 3-May, May-03, 03. Mai: what 3-5 and 3.5. become.
    private static bool IsDayOfMonth(string text)
    {
        int start = 0;
        while (start < text.Length && !char.IsLetter(text[start]))
            start++;
        if (start + 3 > text.Length || !s_months.Contains(text.Substring(start, 3)))
            return false;
        string rest = text.Remove(start, 3);
        string day = rest.Trim('-', '.', ' ');
        return rest.Length > day.Length && day.Length is 1 or 2 && int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 && (rest.IndexOf('-') >= 0 || rest.IndexOf('.') >= 0);
    }
}
