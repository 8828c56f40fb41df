namespace ActiveCampaign.Bulk.Core.Names;

/// <summary>What accounts have by name.</summary>
internal enum NameKind
{
    List,
    Tag,
    Field,
}
