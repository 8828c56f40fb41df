
namespace ActiveCampaign.Bulk.Core.Validation;

/// <summary>
/// The address rules the service documents for its importer (bulk import documentation, "what fails"):
/// something before the <c>@</c>, none of <c>" ( ) , : ; &lt; &gt; @ [ \ ]</c> in it, a dot in the domain and at least
/// two letters after it. One bad address would refuse its whole batch.
/// </summary>
internal static class EmailRules
{
    private const string Forbidden = "\"(),:;<>@[\\]";

    /// <summary>What is wrong with a trimmed address, or null when nothing is.</summary>
    public static string? FindProblem(string email)
    {
        int at = email.IndexOf('@');
        if (at < 0)
            return "it has no '@'";
        if (at == 0)
            return "nothing stands before the '@'";
        for (int i = 0; i < email.Length; i++)
        {
            char c = email[i];
            if (i != at && Forbidden.IndexOf(c) >= 0)
                return c == '@' ? "it has more than one '@'" : $"the character {c} is not allowed in it";
            if (TextRules.IsInvisible(c))
                return "white space and invisible characters are not allowed in it";
        }

        int dot = email.LastIndexOf('.');
        if (dot < at + 2)
            return "its domain has no dot";
        return CountLetters(email, dot + 1) < 2 ? "fewer than two letters follow the last dot" : null;
    }

    private static int CountLetters(string text, int start)
    {
        int letters = 0;
        for (int i = start; i < text.Length; i++)
        {
            if (char.IsLetter(text[i]))
                letters++;
        }

        return letters;
    }
}
