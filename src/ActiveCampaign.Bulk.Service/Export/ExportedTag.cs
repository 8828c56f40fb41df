namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>A tag of a contact.</summary>
/// <param name="Id">The tag's id.</param>
/// <param name="Name">Its name.</param>
public readonly record struct ExportedTag(int Id, string Name);
