using System;

namespace ActiveCampaign.Bulk.Core.Export;

/// <summary>A finished export.</summary>
/// <param name="Path">The file.</param>
/// <param name="Rows">Contacts in it.</param>
/// <param name="ServiceTotal">What the service said there would be, or null.</param>
/// <param name="Length">Bytes of the file.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Duration">How long it took.</param>
public sealed record ExportOutcome(string Path, long Rows, long? ServiceTotal, long Length, DateTimeOffset StartedAt, TimeSpan Duration);
