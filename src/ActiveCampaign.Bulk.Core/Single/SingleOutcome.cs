using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Single;

/// <summary>What became of one contact by single calls.</summary>
/// <param name="Imported">Whether all of it is in.</param>
/// <param name="Created">Whether the contact is new.</param>
/// <param name="Problem">Why it was refused, or null.</param>
/// <param name="Lost">Why nobody knows, or null.</param>
internal sealed record SingleOutcome(bool Imported, bool Created, RowProblem? Problem, string? Lost)
{
    public static SingleOutcome Done(bool created) => new(true, created, null, null);

    public static SingleOutcome Refused(RowProblem problem) => new(false, false, problem, null);

    public static SingleOutcome Unknown(string why) => new(false, false, null, why);
}
