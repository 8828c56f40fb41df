using ActiveCampaign.Bulk.Core.Batching;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>A batch and the route it takes.</summary>
/// <param name="Batch">The batch; whoever takes it disposes it.</param>
/// <param name="IsSingle">Whether its contacts go one a call.</param>
internal sealed record PlannedBatch(Batch Batch, bool IsSingle);
