using System;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>A row that was sent ahead.</summary>
/// <param name="Number">Its number in the input.</param>
/// <param name="Address">Digest of its address.</param>
/// <param name="Contact">The contact as it was sent.</param>
internal sealed record CanaryRow(long Number, ulong Address, ReadOnlyMemory<byte> Contact);
