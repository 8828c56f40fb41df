namespace ActiveCampaign.Bulk.Service.Catalog;

/// <summary>A list of the account.</summary>
/// <param name="Id">Numeric id.</param>
/// <param name="Name">Name as the account shows it.</param>
/// <param name="StringId">The service's URL-safe name, or empty.</param>
internal sealed record ListDefinition(int Id, string Name, string StringId);
