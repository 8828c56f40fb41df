namespace ActiveCampaign.Bulk.Core.Export;

/// <summary>A stretch of the account that one reader goes through: ids above one and up to another, or places in a row.</summary>
internal sealed class IdRange
{
    public IdRange(int number, int after, int upTo)
    {
        Number = number;
        After = after;
        UpTo = upTo;
        Last = after;
    }

    /// <summary>1 for the first.</summary>
    public int Number { get; }

    public int After { get; }

    /// <summary>The last id; it comes down when another reader takes the rest over.</summary>
    public int UpTo { get; set; }

    /// <summary>What was read, up to this id.</summary>
    public int Last { get; set; }

    public bool IsDone { get; set; }

    /// <summary>Whether a reader has it.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Contacts written.</summary>
    public long Rows { get; set; }

    /// <summary>Bytes written.</summary>
    public long Length { get; set; }

    public int Left => IsDone ? 0 : UpTo - Last;

    /// <summary>Back to its beginning.</summary>
    public void Reset() => (Last, IsDone, Rows, Length) = (After, false, 0, 0);
}
