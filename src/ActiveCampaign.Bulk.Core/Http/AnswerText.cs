using System.Text;
using System.Text.RegularExpressions;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>
/// Makes the text of an answer readable: bytes that are no UTF-8, and halves of surrogate pairs, become U+FFFD. Left as
/// they are, they would be read as if nothing stood there.
/// </summary>
internal static class AnswerText
{
    private const string Replacement = "\\uFFFD";

    // A backslash that is escaped itself begins nothing.
    private static readonly Regex s_escapes = new(
        @"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}", RegexOptions.CultureInvariant);

    /// <summary>The answer, with what cannot be read replaced.</summary>
    public static byte[] Mend(byte[] body)
    {
        if (!IsSuspect(body))
            return body;
        string text = Encoding.UTF8.GetString(body);
        return Encoding.UTF8.GetBytes(s_escapes.Replace(text, match => match.Length == 6 ? Replacement : match.Value));
    }

    private static bool IsSuspect(byte[] body)
    {
        for (int i = 0; i < body.Length; i++)
        {
            if (body[i] >= 0x80 || (body[i] == 'u' && i > 0 && body[i - 1] == '\\' && i + 1 < body.Length && body[i + 1] is (byte)'d' or (byte)'D'))
                return true;
        }

        return false;
    }
}
