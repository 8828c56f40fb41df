using System;

namespace ActiveCampaign.Bulk.Core.Validation;

/// <summary>Reads an address out of a text, where it is plain which one is meant.</summary>
internal static class AddressText
{
    private const string MailTo = "mailto:";

    /// <summary>
    /// The address in <c>Ann &lt;ann@one.example&gt;</c> or <c>mailto:ann@one.example</c>, without what surrounds it and
    /// is not seen. Any other text comes back as it is, whatever is wrong with it.
    /// </summary>
    public static string Read(string text)
    {
        string plain = Trim(text);
        string inner = OutOfBrackets(plain);
        if (inner.StartsWith(MailTo, StringComparison.OrdinalIgnoreCase))
            inner = Trim(inner.Substring(MailTo.Length).Split('?')[0]);
        return EmailRules.FindProblem(inner) is null ? inner : plain;
    }

    // A name with an @ may be the address of somebody else.
    private static string OutOfBrackets(string text)
    {
        int open = text.IndexOf('<');
        return open >= 0 && text[text.Length - 1] == '>' && text.IndexOf('@') > open ? Trim(text.Substring(open + 1, text.Length - open - 2)) : text;
    }

    private static string Trim(string text)
    {
        (int start, int end) = (0, text.Length);
        while (start < end && TextRules.IsInvisible(text[start]))
            start++;
        while (end > start && TextRules.IsInvisible(text[end - 1]))
            end--;
        return text.Substring(start, end - start);
    }
}
