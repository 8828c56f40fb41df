namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>A value of the input that stands for nothing an import could send. It refuses its row where the column leads anywhere.</summary>
/// <param name="Text">What of it goes into a reject file.</param>
/// <param name="Why">What it is, to follow "The cell 'x' "; null for an object with properties of its own.</param>
internal sealed record UnreadableValue(string Text, string? Why = null)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
