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
        return dot > at + 1 && address.Length - dot > 2 && AreLetters(address, dot + 1);
    }

    private static bool AreLetters(string text, int start)
    {
        for (int i = start; i < text.Length; i++)
        {
            if (!char.IsLetter(text[i]))
                return false;
        }

        return true;
    }
}
