using System;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>The service's rules for an address.</summary>
internal static class AddressRules
{
    private static readonly char[] s_forbidden = ['"', '(', ')', ',', ':', ';', '<', '>', '@', '[', '\\', ']'];

    /// <summary>Good enough not to refuse a whole import.</summary>
    public static bool IsAcceptable(string? email) => email is not null && email.IndexOf('@') >= 0;

    public static bool IsWellFormed(string email)
    {
        string address = email.Trim();
        int at = address.LastIndexOf('@');
        if (at < 1 || address.IndexOfAny(s_forbidden, 0, at) >= 0)
            return false;

        int dot = address.LastIndexOf('.');
        return dot > at + 1 && HasTwoLetters(address, dot + 1);
    }

    // Two letters behind the dot, whatever else is there: the endings of other scripts (xn--p1ai) have digits and hyphens.
    private static bool HasTwoLetters(string text, int start)
    {
        int letters = 0;
        for (int i = start; i < text.Length; i++)
        {
            letters += char.IsLetter(text[i]) ? 1 : 0;
            if (!char.IsLetterOrDigit(text[i]) && text[i] != '-')
                return false;
        }

        return letters >= 2;
    }
}
