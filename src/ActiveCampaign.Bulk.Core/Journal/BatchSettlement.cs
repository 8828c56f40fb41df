namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>What became of a batch's rows.</summary>
/// <param name="Number">The batch.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Imported">Rows the service took.</param>
/// <param name="Created">Of these, contacts it reports as done by id: new ones, on most accounts.</param>
/// <param name="Refused">Rows it did not take.</param>
/// <param name="Unknown">Rows nobody knows of.</param>
public sealed record BatchSettlement(int Number, BatchOutcome Outcome, int Rows, int Imported, int Created, int Refused, int Unknown)
{
    /// <summary>The unknown rows where they can be told from the others, as ranges: <c>3,7-9</c>.</summary>
    public string? UnknownRows { get; init; }

    /// <summary>Rows that were not come to before the run ended, as ranges.</summary>
    public string? NotSentRows { get; init; }

    /// <summary>Whether nothing of the batch is open any more.</summary>
    public bool IsFinal => Outcome == BatchOutcome.Completed && Unknown == 0 && string.IsNullOrEmpty(NotSentRows);
}
