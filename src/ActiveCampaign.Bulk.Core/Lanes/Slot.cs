namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>A place that is taken: by a call that is out, or until a moment.</summary>
/// <param name="Owner">Whose call is out; <see cref="Nobody"/> once it is answered.</param>
/// <param name="At">When it was granted, or frees; ticks of the slots' clock.</param>
/// <param name="Capacity">The capacity of the lane that took it, which is less than the rule's for a share.</param>
internal readonly record struct Slot(long Owner, long At, int Capacity)
{
    public const long Nobody = 0;

    public bool IsInFlight => Owner != Nobody;
}
