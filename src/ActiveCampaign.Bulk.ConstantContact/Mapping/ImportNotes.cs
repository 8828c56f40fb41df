using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.ConstantContact.Mapping;

/// <summary>What rows of a run leave behind for those that come after them, whatever their columns. Used by one thread.</summary>
internal sealed class ImportNotes
{
    private readonly HashSet<string> _optedOut = new(StringComparer.Ordinal);

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
    public void OptOut(string email) => _optedOut.Add(AddressForm.Of(email));

    /// <summary>Whether a row so far has said that an address has opted out.</summary>
    public bool HasOptedOut(string email) => _optedOut.Count > 0 && _optedOut.Contains(AddressForm.Of(email));

    /// <summary>The same rows come again from the first; who has opted out stays known.</summary>
    public void StartOver() => ShortNumbers = FirstShortNumber = 0;
}
