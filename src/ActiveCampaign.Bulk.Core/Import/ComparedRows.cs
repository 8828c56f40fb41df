using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Batching;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>What a comparison came to; rows that still wait are in neither.</summary>
/// <param name="Same">Rows that the account has.</param>
/// <param name="Different">Rows that are to be sent, in their order.</param>
internal sealed record ComparedRows(IReadOnlyList<(DeferredRow Row, RowDigest Digest)> Same, IReadOnlyList<(DeferredRow Row, RowDigest Digest)> Different);
