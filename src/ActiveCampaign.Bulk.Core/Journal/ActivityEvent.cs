using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// What happened to an activity. Each event is a line of its journal: a JSON object with the kind first, the members in
/// the order in which they stand here, and a checksum last. A kind that a later version adds is passed over.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t", IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(ActivityHeader), "activity")]
[JsonDerivedType(typeof(RunResumed), "resumed")]
[JsonDerivedType(typeof(ReadMark), "read")]
[JsonDerivedType(typeof(InputCompleted), "complete")]
[JsonDerivedType(typeof(BatchSent), "batch")]
[JsonDerivedType(typeof(BatchAnswered), "answered")]
[JsonDerivedType(typeof(BatchSettlement), "settled")]
[JsonDerivedType(typeof(RowRefused), "refused")]
[JsonDerivedType(typeof(RowsSuperseded), "superseded")]
[JsonDerivedType(typeof(RowsUnchanged), "unchanged")]
[JsonDerivedType(typeof(DigestsKept), "digests")]
[JsonDerivedType(typeof(ContactDataExpired), "expired")]
[JsonDerivedType(typeof(PeopleErased), "erased")]
[JsonDerivedType(typeof(FollowUpBegun), "following")]
[JsonDerivedType(typeof(FollowUpEnded), "followed")]
[JsonDerivedType(typeof(ExportSpan), "span")]
[JsonDerivedType(typeof(ExportStretch), "range")]
[JsonDerivedType(typeof(ExportMark), "mark")]
[JsonDerivedType(typeof(ActivityEnd), "ended")]
internal record ActivityEvent;

/// <summary>Names rows and, for later runs to compare with, their digests.</summary>
internal interface IRowRefs
{
    /// <summary>The batch; 0 for rows of none.</summary>
    public int Number { get; }

    /// <summary>Row numbers as ranges.</summary>
    public string? RowText { get; }

    /// <summary>Their digests in the same order, or null.</summary>
    public string? Digests { get; }
}

/// <summary>A run goes on with the activity.</summary>
internal sealed record RunResumed([property: JsonPropertyName("at"), JsonRequired] DateTimeOffset At) : ActivityEvent;

/// <summary>All of the input was read.</summary>
internal sealed record InputCompleted([property: JsonPropertyName("at")] DateTimeOffset At) : ActivityEvent;

/// <summary>Contact data went with time.</summary>
internal sealed record ContactDataExpired([property: JsonPropertyName("at")] DateTimeOffset At) : ActivityEvent;

/// <summary>
/// A batch is planned, and on the disk before its request leaves. Written by <see cref="JournalLines"/>, since cells and
/// contacts are JSON already.
/// </summary>
internal sealed record BatchSent(
    [property: JsonPropertyName("n"), JsonRequired] int Number,
    [property: JsonPropertyName("count")] int Count,
    [property: JsonPropertyName("parent")] int Parent,
    [property: JsonPropertyName("route")] string? Route,
    [property: JsonPropertyName("at"), JsonRequired] DateTimeOffset At,
    [property: JsonPropertyName("rows"), JsonRequired] string RowText,
    [property: JsonPropertyName("lines")] string? Lines,
    [property: JsonPropertyName("of")] string? ContactOf,
    [property: JsonPropertyName("digests"), JsonRequired] string Digests,
    [property: JsonPropertyName("columns"), JsonRequired] IReadOnlyList<string> Columns,
    [property: JsonPropertyName("cells"), JsonRequired] IReadOnlyList<IReadOnlyList<string?>> Cells,
    [property: JsonPropertyName("contacts"), JsonRequired] JsonElement Contacts) : ActivityEvent, IRowRefs;

/// <summary>What the service said to a batch, or that it said nothing.</summary>
internal sealed record BatchAnswered(
    [property: JsonPropertyName("n"), JsonRequired] int Number,
    [property: JsonPropertyName("outcome"), JsonConverter(typeof(OutcomeName))] BatchOutcome Outcome,
    [property: JsonPropertyName("count")] int Count,
    [property: JsonPropertyName("rows")] string? RowText,
    [property: JsonPropertyName("at"), JsonRequired] DateTimeOffset At,
    [property: JsonPropertyName("batchId")] string? BatchId = null,
    [property: JsonPropertyName("digests")] string? Digests = null) : ActivityEvent, IRowRefs;

/// <summary>A row was refused, here or by the service; batch 0 when it was never in one.</summary>
internal sealed record RowRefused(
    [property: JsonPropertyName("row"), JsonRequired] long Row,
    [property: JsonPropertyName("line")] long Line,
    [property: JsonPropertyName("batch")] int Batch,
    [property: JsonPropertyName("reason"), JsonRequired] string Reason,
    [property: JsonPropertyName("text"), JsonRequired] string Text,
    [property: JsonPropertyName("columns")] IReadOnlyList<string>? Columns,
    [property: JsonPropertyName("cells")] IReadOnlyList<string?>? Cells) : ActivityEvent;

/// <summary>Rows were left out because another row of their address counts.</summary>
internal sealed record RowsSuperseded([property: JsonPropertyName("rows")] string? RowText) : ActivityEvent;

/// <summary>Rows were left out because they are the same as what was confirmed before; no batch holds them.</summary>
internal sealed record RowsUnchanged(
    [property: JsonPropertyName("n")] int Number,
    [property: JsonPropertyName("rows")] string? RowText,
    [property: JsonPropertyName("digests")] string? Digests) : ActivityEvent, IRowRefs;

/// <summary>What stays of a batch whose contact data goes before it was settled.</summary>
internal sealed record DigestsKept(
    [property: JsonPropertyName("n")] int Number,
    [property: JsonPropertyName("rows")] string? RowText,
    [property: JsonPropertyName("digests")] string? Digests) : ActivityEvent, IRowRefs;

/// <summary>Rows whose person was erased: nobody can send them any more.</summary>
internal sealed record PeopleErased(
    [property: JsonPropertyName("at")] DateTimeOffset At,
    [property: JsonPropertyName("rows")] string? RowText) : ActivityEvent;

/// <summary>People of these rows get what comes after the import by an activity of its own, which may not be there yet.</summary>
internal sealed record FollowUpBegun(
    [property: JsonPropertyName("activity"), JsonRequired] string ActivityId,
    [property: JsonPropertyName("rows"), JsonRequired] string RowText) : ActivityEvent;

/// <summary>That activity has all of them, or there was nothing to give; the activity is null then.</summary>
internal sealed record FollowUpEnded(
    [property: JsonPropertyName("activity")] string? ActivityId,
    [property: JsonPropertyName("rows"), JsonRequired] string RowText) : ActivityEvent;

/// <summary>What an export goes through: the highest id, and the contacts the service speaks of.</summary>
internal sealed record ExportSpan(
    [property: JsonPropertyName("highest"), JsonRequired] int Highest,
    [property: JsonPropertyName("total")] long? Total) : ActivityEvent;

/// <summary>A stretch of an export, which may have been the end of another one.</summary>
internal sealed record ExportStretch(
    [property: JsonPropertyName("n"), JsonRequired] int Number,
    [property: JsonPropertyName("after"), JsonRequired] int After,
    [property: JsonPropertyName("upTo"), JsonRequired] int UpTo,
    [property: JsonPropertyName("of"), JsonRequired] int Of) : ActivityEvent;

/// <summary>How far a stretch of an export is on the disk.</summary>
/// <param name="Number">The stretch.</param>
/// <param name="Last">What was read, up to this id.</param>
/// <param name="IsDone">Whether nothing is left of it.</param>
/// <param name="Rows">Contacts written.</param>
/// <param name="Length">Bytes written.</param>
/// <param name="Calls">Calls that all stretches have taken until then.</param>
/// <param name="Next">The page that comes next, where the service names it; else null.</param>
internal sealed record ExportMark(
    [property: JsonPropertyName("n"), JsonRequired] int Number,
    [property: JsonPropertyName("last"), JsonRequired] int Last,
    [property: JsonPropertyName("done"), JsonRequired] bool IsDone,
    [property: JsonPropertyName("rows"), JsonRequired] long Rows,
    [property: JsonPropertyName("length"), JsonRequired] long Length,
    [property: JsonPropertyName("calls"), JsonRequired] long Calls,
    [property: JsonPropertyName("next")] string? Next = null) : ActivityEvent;

/// <summary>Writes and reads events; generated at build time.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ActivityEvent))]
internal sealed partial class EventJson : JsonSerializerContext;

/// <summary>An enum by its name; a name that a later version adds becomes another one that is safe.</summary>
internal abstract class EnumName<T>(T otherwise) : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Enum.TryParse(reader.GetString(), out T value) ? value : otherwise;

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>What became of a batch: nobody knows, where the name says nothing.</summary>
internal sealed class OutcomeName() : EnumName<BatchOutcome>(BatchOutcome.Unknown);

/// <summary>How a run ended: badly, where the name says nothing.</summary>
internal sealed class StateName() : EnumName<ActivityState>(ActivityState.Failed);
