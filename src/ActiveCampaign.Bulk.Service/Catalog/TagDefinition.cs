namespace ActiveCampaign.Bulk.Service.Catalog;

/// <summary>A contact tag of the account.</summary>
/// <param name="Id">Numeric id; 0 for one that does not exist yet.</param>
/// <param name="Name">Name as the account spells it.</param>
/// <param name="Description">Its description, or empty.</param>
internal sealed record TagDefinition(int Id, string Name, string Description);
