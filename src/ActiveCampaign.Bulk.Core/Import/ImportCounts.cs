namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Where the rows of a run stand; a snapshot. The states add up to the rows read.</summary>
internal sealed record ImportCounts
{
    /// <summary>Rows read.</summary>
    public long Read { get; init; }

    /// <summary>Rows refused.</summary>
    public long Refused { get; init; }

    /// <summary>Rows the service has queued.</summary>
    public long Pending { get; init; }

    /// <summary>Rows imported by single calls.</summary>
    public long Imported { get; init; }

    /// <summary>Rows sent whose answer was lost.</summary>
    public long Unknown { get; init; }

    /// <summary>Rows left out because another row of their address counts.</summary>
    public long Superseded { get; init; }

    /// <summary>Good rows whose address came before, whatever becomes of them.</summary>
    public long Repeated { get; init; }

    /// <summary>Rows left out because they are the same as what was confirmed before.</summary>
    public long Unchanged { get; init; }

    /// <summary>Rows read and not sent, or not yet.</summary>
    public long NotSent => Read - Refused - Superseded - Unchanged - Pending - Imported - Unknown;

    /// <summary>Batches the service has queued.</summary>
    public int Batches { get; init; }

    /// <summary>Batches formed so far, sent or not.</summary>
    public int Formed { get; init; }

    /// <summary>Bytes of all their bodies.</summary>
    public long Bytes { get; init; }

    /// <summary>Of these, how many had one contact only.</summary>
    public int FormedSingle { get; init; }

    /// <summary>Contacts that take the single route.</summary>
    public int SingleContacts { get; init; }

    /// <summary>Names of tags the import creates.</summary>
    public int NewTags { get; init; }

    /// <summary>Part of the input file read, 0 to 1; null for pipeline input.</summary>
    public double? Fraction { get; init; }

    /// <summary>How many rows the file seems to have, judged by the part that was read; null for pipeline input.</summary>
    public long? Expected { get; init; }
}
