namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>Where a run stands.</summary>
/// <param name="Total">Rows this run has to see to.</param>
/// <param name="Done">Those it was successful for, whether or not anything was left to do.</param>
/// <param name="Refused">Those that were refused.</param>
/// <param name="Unknown">Those whose answer was lost.</param>
/// <param name="Superseded">Those that an earlier row stands for.</param>
internal sealed record CallCounts(long Total, long Done, long Refused, long Unknown, long Superseded)
{
    /// <summary>Rows that are seen to, whatever became of them.</summary>
    public long Ended => Done + Refused + Unknown + Superseded;
}
