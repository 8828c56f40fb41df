namespace ActiveCampaign.Bulk.Core.Baselines;

/// <summary>
/// One number for all rows of an address, in their order: two sequences of rows that would come out differently differ
/// in it. The lowest bit says whether there is more than one row; 0 stands for nothing that is confirmed.
/// </summary>
internal static class HashChain
{
    /// <summary>Nothing is confirmed of the address, so that its rows count as changed.</summary>
    public const ulong Nothing = 0;

    private const ulong Several = 1;
    private const ulong Odd = 0x9E3779B97F4A7C15;

    /// <summary>The chain with one more row.</summary>
    /// <param name="before">The chain so far, or <see cref="Nothing"/>.</param>
    /// <param name="content">The digest of the row's contact.</param>
    /// <param name="skipsAutomation">What else decides what becomes of the row, and is in no contact.</param>
    public static ulong Next(ulong before, ulong content, bool skipsAutomation)
    {
        ulong row = skipsAutomation ? content ^ Odd : content;
        if (before == Nothing)
            return (row & ~Several) == 0 ? 2 : row & ~Several;
        ulong turned = unchecked((((before << 27) | (before >> 37)) * Odd) + row);
        return (turned ^ (turned >> 32)) | Several;
    }

    /// <summary>Whether it stands for more than one row.</summary>
    public static bool HasSeveral(ulong chain) => (chain & Several) != 0;
}
