namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>One row of an activity as its journal has it.</summary>
/// <param name="Number">The row.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Batch">The batch that took it last, or 0.</param>
/// <param name="BatchId">The service's handle of the batch, or null.</param>
/// <param name="Reason">Why it stands there, as an id; null where nothing needs a reason.</param>
/// <param name="Message">The same for people.</param>
internal sealed record ActivityRow(long Number, RowState State, int Batch, string? BatchId, string? Reason, string? Message);
