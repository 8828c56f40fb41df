using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>A refused row as the journal has it.</summary>
/// <param name="Row">The row and why; without columns and cells where its contact data has expired.</param>
/// <param name="Batch">The batch it was in, or 0.</param>
/// <param name="HasCells">Whether its contact data is still there.</param>
/// <param name="End">Where the next line of the journal begins.</param>
public sealed record JournaledRefusal(RefusedRow Row, int Batch, bool HasCells, long End);
