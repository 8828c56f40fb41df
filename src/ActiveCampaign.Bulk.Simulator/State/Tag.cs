using System;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>A tag of the account.</summary>
internal sealed record Tag(int Id, string Name, string Type, string Description, DateTimeOffset Created)
{
    public DateTimeOffset Updated { get; init; } = Created;
}
