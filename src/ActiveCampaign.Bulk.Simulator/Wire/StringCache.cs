using System;
using System.Text;

namespace ActiveCampaign.Bulk.Simulator.Wire;

/// <summary>
/// Gives equal short texts as one string, since names, tags and options repeat over hundreds of thousands of
/// contacts. A slot is only ever replaced whole, so no lock is needed.
/// </summary>
internal sealed class StringCache
{
    private const int Slots = 8192;
    private const int LongestText = 24;
    private readonly string?[] _slots = new string?[Slots];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length == 0)
            return "";
        if (utf8.Length > LongestText)
            return Decode(utf8);

        int slot = Hash(utf8) & (Slots - 1);
        string? cached = _slots[slot];
        if (cached is not null && Equals(cached, utf8))
            return cached;
        string text = Decode(utf8);
        _slots[slot] = text;
        return text;
    }

    private static int Hash(ReadOnlySpan<byte> utf8)
    {
        uint hash = 2166136261;
        foreach (byte b in utf8)
            hash = (hash ^ b) * 16777619;
        return (int)(hash ^ (hash >> 15));
    }

    private static bool Equals(string text, ReadOnlySpan<byte> utf8)
    {
        if (text.Length != utf8.Length)
            return false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != utf8[i] || text[i] > 127)
                return false;
        }

        return true;
    }

    private static string Decode(ReadOnlySpan<byte> utf8)
    {
#if NET8_0_OR_GREATER
        return Encoding.UTF8.GetString(utf8);
#else
        return Encoding.UTF8.GetString(utf8.ToArray());
#endif
    }
}
