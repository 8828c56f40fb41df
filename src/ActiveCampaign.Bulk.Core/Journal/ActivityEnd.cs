using System;
using System.Text.Json.Serialization;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>How a run ended.</summary>
public enum ActivityState
{
    /// <summary>A process has it open.</summary>
    Running,

    /// <summary>All input was sent; batches may still be open at the service.</summary>
    Sent,

    /// <summary>Every row is settled.</summary>
    Completed,

    /// <summary>Stopped by the user, or killed.</summary>
    Stopped,

    /// <summary>Ended by an error.</summary>
    Failed,
}

/// <summary>The last line of a run.</summary>
/// <param name="State">How it ended.</param>
/// <param name="RowsRead">Rows read.</param>
/// <param name="InputComplete">Whether that was all of the input.</param>
/// <param name="Error">The id of the error that ended it, or null.</param>
internal sealed record ActivityEnd(
    [property: JsonPropertyName("state"), JsonConverter(typeof(StateName))] ActivityState State,
    [property: JsonPropertyName("read")] long RowsRead,
    [property: JsonPropertyName("complete"), JsonRequired] bool InputComplete,
    [property: JsonPropertyName("error")] string? Error = null) : ActivityEvent
{
    /// <summary>When.</summary>
    [JsonPropertyName("at"), JsonPropertyOrder(-1), JsonRequired]
    public DateTimeOffset At { get; init; }
}
