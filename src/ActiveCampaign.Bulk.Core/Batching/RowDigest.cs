namespace ActiveCampaign.Bulk.Core.Batching;

/// <summary>Keyed digests that stand for a row without telling what is in it.</summary>
/// <param name="Address">Of the address, trimmed and in lower case.</param>
/// <param name="Content">Of the contact as it is sent.</param>
internal readonly record struct RowDigest(ulong Address, ulong Content);
