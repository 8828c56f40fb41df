using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>A row was refused, here or by the service.</summary>
/// <param name="Row">The row and why.</param>
/// <param name="BatchNumber">The batch it was in, or 0.</param>
internal sealed record RowRefusedEvent(RefusedRow Row, int BatchNumber) : RunEvent;

/// <summary>A batch was answered, or its answer was lost.</summary>
/// <param name="Report">What is known of it.</param>
internal sealed record BatchEvent(BatchReport Report) : RunEvent;

/// <summary>Something that happened on the way and that nobody has to act on.</summary>
/// <param name="Text">What.</param>
internal sealed record NoticeEvent(string Text) : RunEvent
{
    /// <summary>What happened; safe to show.</summary>
    public string Text { get; init; } = PlainText.Of(Text);
}

/// <summary>Rows of a batch were settled.</summary>
/// <param name="Settled">What became of them.</param>
internal sealed record SettledEvent(BatchReport Settled) : RunEvent;
