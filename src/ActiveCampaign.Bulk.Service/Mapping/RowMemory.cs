using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Mapping;

/// <summary>What rows of a run leave behind for those that come after them, whatever their columns. Used by one thread.</summary>
internal sealed class RowMemory
{
    private readonly AddressBook _optedOut = new();
    private AddressBook _mapped = new();

    /// <summary>Names of tags that did not exist and will be created, compared without case.</summary>
    public Dictionary<string, string> NewTags { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Cells with a number in E-notation.</summary>
    public long ShortNumbers { get; private set; }

    /// <summary>The row of the first of them.</summary>
    public long FirstShortNumber { get; private set; }

    /// <summary>Counts a number in E-notation.</summary>
    public void AddShortNumber(long row)
    {
        if (ShortNumbers++ == 0)
            FirstShortNumber = row;
    }

    /// <summary>A row says that an address has opted out.</summary>
    public void OptOut(string email) => _optedOut.Set(KeyOf(email), 1);

    /// <summary>Whether a row so far has said that an address has opted out.</summary>
    public bool HasOptedOut(string email) => _optedOut.TryGet(KeyOf(email), out _);

    /// <summary>Whether this is the first good row of an address that has opted out.</summary>
    public bool IsNews(string email)
    {
        ulong key = KeyOf(email);
        bool isNews = !_mapped.TryGet(key, out _);
        _mapped.Set(key, 1);
        return isNews;
    }

    /// <summary>The same rows come again from the first; who has opted out stays known.</summary>
    public void StartOver()
    {
        ShortNumbers = FirstShortNumber = 0;
        _mapped = new AddressBook();
    }

    // FNV-1a, mixed: where two addresses ever meet, somebody is not subscribed, and never the other way round.
    private static ulong KeyOf(string email)
    {
        ulong key = 14695981039346656037;
        foreach (char c in AddressForm.Of(email))
            key = unchecked((key ^ c) * 1099511628211);
        key = unchecked((key ^ (key >> 33)) * 0xff51afd7ed558ccd);
        return key ^ (key >> 33);
    }
}
