using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>What became of one row.</summary>
/// <param name="Row">Row number in the input.</param>
/// <param name="Id">The contact's id, or null.</param>
/// <param name="Email">Its address, or null.</param>
/// <param name="State">What became of it.</param>
/// <param name="Message">More about it; empty where there is nothing to say.</param>
internal sealed record CallResult(long Row, int? Id, string? Email, CallState State, string Message)
{
    /// <summary>More about it; safe to show.</summary>
    public string Message { get; init; } = PlainText.Of(Message);

    /// <summary>The refused row, where it was refused.</summary>
    public RefusedRow? Refused { get; init; }
}
