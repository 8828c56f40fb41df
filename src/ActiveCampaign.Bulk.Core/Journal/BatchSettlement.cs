using System;
using System.Text.Json.Serialization;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>What became of a batch's rows.</summary>
/// <param name="Number">The batch.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Imported">Rows the service took.</param>
/// <param name="Created">Of these, contacts it reports as done by id: new ones, on most accounts.</param>
/// <param name="Refused">Rows it did not take.</param>
/// <param name="Unknown">Rows nobody knows of.</param>
internal sealed record BatchSettlement(
    [property: JsonPropertyName("n"), JsonPropertyOrder(-3), JsonRequired] int Number,
    [property: JsonPropertyName("outcome"), JsonPropertyOrder(-2), JsonRequired, JsonConverter(typeof(OutcomeName))] BatchOutcome Outcome,
    [property: JsonPropertyName("count"), JsonRequired] int Rows,
    [property: JsonPropertyName("imported"), JsonRequired] int Imported,
    [property: JsonPropertyName("created"), JsonRequired] int Created,
    [property: JsonPropertyName("refused"), JsonRequired] int Refused,
    [property: JsonPropertyName("unknown"), JsonRequired] int Unknown) : ActivityEvent, IRowRefs
{
    /// <summary>When it was settled.</summary>
    [JsonPropertyName("at"), JsonPropertyOrder(-1), JsonRequired]
    public DateTimeOffset At { get; init; }

    /// <summary>The unknown rows where they can be told from the others, as ranges: <c>3,7-9</c>.</summary>
    [JsonPropertyName("unknownRows")]
    public string? UnknownRows { get; init; }

    /// <summary>Rows that were not come to before the run ended, as ranges.</summary>
    [JsonPropertyName("notSentRows")]
    public string? NotSentRows { get; init; }

    /// <summary>All of its rows, where they are to be known without the batch; else null.</summary>
    [JsonPropertyName("rows")]
    public string? RowText { get; init; }

    /// <summary>Their digests.</summary>
    [JsonPropertyName("digests")]
    public string? Digests { get; init; }

    /// <summary>The contacts of all rows by id, in the same order and with commas between, where the service has told any.</summary>
    [JsonPropertyName("ids")]
    public string? ContactIds { get; init; }

    /// <summary>Whether nothing of the batch is open any more.</summary>
    [JsonIgnore]
    public bool IsFinal => Outcome == BatchOutcome.Completed && Unknown == 0 && string.IsNullOrEmpty(NotSentRows);
}
