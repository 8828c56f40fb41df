using System.Globalization;
using System.Linq;

namespace ActiveCampaign.Bulk.Service.Wire;

/// <summary>What a key may hold: visible characters of ASCII, since it travels in a header.</summary>
internal static class TokenRules
{
    /// <summary>What is wrong with a key, or null where nothing is. The key itself is not in the text.</summary>
    public static string? FindProblem(string token)
    {
        if (string.IsNullOrEmpty(token))
            return "it is empty";
        char[] odd = token.Where(c => c is <= ' ' or > '~').Take(1).ToArray();
        return odd.Length == 0 ? null : string.Format(CultureInfo.InvariantCulture, "{0} at position {1} of {2}", Describe(odd[0]), token.IndexOf(odd[0]) + 1, token.Length);
    }

    private static string Describe(char c) => c switch
    {
        '\r' or '\n' => "there is a line break",
        ' ' => "there is a space",
        '\t' => "there is a tab",
        _ => string.Format(CultureInfo.InvariantCulture, "there is a character that may be invisible (U+{0:X4})", (int)c),
    };
}
