
namespace ActiveCampaign.Bulk.Core.Settings;

/// <summary>What becomes of rows whose address came before.</summary>
public enum DuplicateMode
{
    /// <summary>The outcome is that of sending the rows one by one, in the order of the input.</summary>
    Sequence,

    /// <summary>The first good row of an address counts, later ones are superseded.</summary>
    KeepFirst,

    /// <summary>The last good row of an address counts, earlier ones are superseded. Needs a file, which is read twice.</summary>
    KeepLast,

    /// <summary>Later rows of an address are refused.</summary>
    Refuse,
}
