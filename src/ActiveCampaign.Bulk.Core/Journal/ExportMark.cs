namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>How far a stretch of an export is on the disk.</summary>
/// <param name="Number">The stretch.</param>
/// <param name="Last">What was read, up to this id.</param>
/// <param name="IsDone">Whether nothing is left of it.</param>
/// <param name="Rows">Contacts written.</param>
/// <param name="Length">Bytes written.</param>
/// <param name="Calls">Calls that all stretches have taken until then.</param>
internal sealed record ExportMark(int Number, int Last, bool IsDone, long Rows, long Length, long Calls);
