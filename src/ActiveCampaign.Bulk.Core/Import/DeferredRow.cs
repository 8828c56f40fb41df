using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>A row that waits until the service has ended the batch with an earlier row of its address.</summary>
/// <param name="Row">The row.</param>
/// <param name="Contact">Its contact.</param>
/// <param name="Address">Its address's digest.</param>
internal sealed record DeferredRow(SourceRow Row, OutgoingRow Contact, ulong Address);
