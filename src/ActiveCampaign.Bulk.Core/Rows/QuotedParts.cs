using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>Splits a cell whose values are in quotes, as some programs write tags: <c>"vip","trial"</c>.</summary>
internal static class QuotedParts
{
    /// <summary>The values without their quotes. One that exists with its quotes, and not without, keeps them.</summary>
    public static List<string> Split(string text, string[] separators, Func<string, bool> isKnown)
    {
        List<string> parts = [];
        int start = 0;
        while (start <= text.Length)
        {
            int quoted = start;
            while (quoted < text.Length && text[quoted] == ' ')
                quoted++;
            int end = EndOf(text, quoted, separators, out string? plain);
            string raw = text.Substring(start, end - start).Trim();
            parts.Add(plain is null || (isKnown(raw) && !isKnown(plain.Trim())) ? raw : plain);
            start = end + Math.Max(1, SeparatorAt(text, end, separators));
        }

        return parts;
    }

    // Where the part ends; what is in its quotes, where it is in quotes as a whole.
    private static int EndOf(string text, int start, string[] separators, out string? plain)
    {
        plain = null;
        if (start < text.Length && text[start] == '"' && ReadQuoted(text, start, out StringBuilder value) is int close and > 0)
        {
            int after = close;
            while (after < text.Length && text[after] == ' ')
                after++;
            if (after == text.Length || SeparatorAt(text, after, separators) > 0)
            {
                plain = value.ToString();
                return after;
            }
        }

        int end = start;
        while (end < text.Length && SeparatorAt(text, end, separators) == 0)
            end++;
        return end;
    }

    // The place behind the closing quote; 0 where there is none.
    private static int ReadQuoted(string text, int start, out StringBuilder value)
    {
        value = new StringBuilder();
        for (int i = start + 1; i < text.Length; i++)
        {
            if (text[i] != '"')
                value.Append(text[i]);
            else if (i + 1 < text.Length && text[i + 1] == '"')
                value.Append(text[i++]);
            else
                return i + 1;
        }

        return 0;
    }

    private static int SeparatorAt(string text, int place, string[] separators) =>
        separators.FirstOrDefault(separator => string.CompareOrdinal(text, place, separator, 0, separator.Length) == 0)?.Length ?? 0;
}
