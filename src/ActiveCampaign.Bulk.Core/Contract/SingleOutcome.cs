using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Contract;

/// <summary>What became of one contact by single calls.</summary>
/// <param name="Imported">Whether all of it is in.</param>
/// <param name="Created">Whether the contact is new.</param>
/// <param name="Problem">Why it was refused, or null.</param>
/// <param name="Lost">Why nobody knows, or null.</param>
internal sealed record SingleOutcome(bool Imported, bool Created, RowProblem? Problem, string? Lost)
{
    /// <summary>The contact's id, where the service has told it.</summary>
    public string? ContactId { get; init; }

    /// <summary>All of it is in.</summary>
    public static SingleOutcome Done(bool created) => new(true, created, null, null);

    /// <summary>The service does not take it.</summary>
    public static SingleOutcome Refused(RowProblem problem) => new(false, false, problem, null);

    /// <summary>Nobody knows.</summary>
    public static SingleOutcome Unknown(string why) => new(false, false, null, why);
}
