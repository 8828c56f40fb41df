namespace ActiveCampaign.Bulk.Child;

/// <summary>Which call it is among those of one name on one thread.</summary>
/// <param name="Thread">Which of the working threads, from 0.</param>
/// <param name="Number">The number by which strace knows the call, from 1.</param>
internal sealed record CallNumber(int Thread, int Number);
