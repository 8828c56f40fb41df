namespace ActiveCampaign.Bulk.Core.Validation;

/// <summary>A row that was refused, and why. The text never holds the address.</summary>
/// <param name="Reason">The stable reason.</param>
/// <param name="Text">What is wrong and what to do about it.</param>
/// <param name="Column">The column it is about, or null.</param>
internal sealed record RowProblem(RowReason Reason, string Text, string? Column = null)
{
    /// <summary>The tag, list or option that is not there; null for any other problem.</summary>
    public string? Missing { get; init; }

    /// <summary>What is wrong and what to do about it. It may quote the service or a cell, and is safe to show.</summary>
    public string Text { get; init; } = PlainText.Of(Text);
}
