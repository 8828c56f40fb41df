using System;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>What the cells of an opt-out column say.</summary>
internal static class OptOutText
{
    /// <summary>Whether somebody has opted out; null where the text does not say so clearly.</summary>
    public static bool? Read(string text)
    {
        string plain = text.Trim();
        if (Is(plain, "1") || Is(plain, "true") || Is(plain, "yes") || Is(plain, "y"))
            return true;
        return Is(plain, "0") || Is(plain, "false") || Is(plain, "no") || Is(plain, "n") || plain.Length == 0 ? false : null;
    }

    private static bool Is(string text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
}
