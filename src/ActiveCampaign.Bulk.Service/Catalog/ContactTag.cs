namespace ActiveCampaign.Bulk.Service.Catalog;

/// <summary>A tag of a contact.</summary>
/// <param name="Id">The tag's id.</param>
/// <param name="Name">Its name.</param>
internal readonly record struct ContactTag(int Id, string Name);
