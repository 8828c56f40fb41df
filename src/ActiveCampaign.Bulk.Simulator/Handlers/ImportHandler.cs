using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.Callbacks;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Import;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Takes imports and tells what became of them.</summary>
internal sealed class ImportHandler
{
    private static readonly TimeSpan s_recent = TimeSpan.FromDays(7);
    private readonly AccountState _state;
    private readonly ImportValidator _validator;
    private readonly CallbackSender _callbacks;

    public ImportHandler(AccountState state, CallbackSender callbacks)
    {
        _state = state;
        _validator = new ImportValidator(state);
        _callbacks = callbacks;
    }

    private SimulatorOptions Options => _state.Options;

    public void Register(RouteTable<ApiCall> routes)
    {
        routes.Add(RouteKind.BulkImport, "POST", "import/bulk_import", Import);
        routes.Add(RouteKind.ImportSums, "GET", "import/bulk_import", Sums);
        routes.Add(RouteKind.ImportInfo, "GET", "import/info", Info);
    }

    private Answer Import(ApiCall call)
    {
        if (_validator.Refuse(call.Import, call.Request.Body.Count) is { } refusal)
            return refusal;
        _validator.NoteUnknownIds(call.Import!);
        Batch batch = _state.NewBatch(call.Import!, call.Arrived);
        call.Strike(batch.Fate);
        _state.Batches.Add(batch);
        _callbacks.Schedule(batch);
        return ImportAnswers.Accepted(Options, batch);
    }

    private Answer Info(ApiCall call)
    {
        call.CheckParameters(_state.Offences, "batchId");
        string id = call.Request.Query["batchId"] ?? "";
        if (id.Length == 0)
            return Answers.ImportRefusal(400, "'batchId' is a required field.");
        if (_state.Batches.Find(id) is { } batch)
        {
            call.Strike(batch.Fate);
            return Answers.Json(200, json => WriteStatus(json, batch));
        }

        return Options.UnknownBatch == UnknownBatch.NotFound404
            ? Answers.NoResult("BulkImport", id)
            : Answers.Json(200, json => WriteMembers(json, [], []));
    }

    private void WriteStatus(Utf8JsonWriter json, Batch batch)
    {
        BatchState state = batch.StateAt(_state.Now);
        RowSnapshot[] rows = state is BatchState.Completed or BatchState.Interrupted
            ? Enumerable.Range(0, batch.Count).Select(batch.Row).ToArray()
            : [];
        bool omits = batch.Fate.OmitsStatusMembers
            || (Options.TerminalStatusOmitsMembers && state is BatchState.Failed or BatchState.Interrupted);
        WriteState(json, state);
        if (!omits)
            WriteArrays(json, rows.Where(IsReported), rows.Where(row => row.Outcome == RowOutcome.Refused));
        if (Options.ExtraStatusMembers)
            json.WriteNumber("processed_contacts", rows.Length);
    }

    private bool IsReported(RowSnapshot row) => Options.SuccessIds == SuccessIds.CreatedOnly
        ? row.Outcome == RowOutcome.Created
        : row.WasApplied;

    private static void WriteState(Utf8JsonWriter json, BatchState state)
    {
        if (state == BatchState.Received)
            json.WriteBoolean("status", false);
        else
            json.WriteString("status", Name(state));
    }

    private static string Name(BatchState state) => state switch
    {
        BatchState.Waiting => "waiting",
        BatchState.Claimed => "claimed",
        BatchState.Active => "active",
        BatchState.Completed => "completed",
        BatchState.Failed => "failed",
        _ => "interrupted",
    };

    private static void WriteMembers(Utf8JsonWriter json, RowSnapshot[] good, RowSnapshot[] bad)
    {
        WriteState(json, BatchState.Received);
        WriteArrays(json, good, bad);
    }

    private static void WriteArrays(Utf8JsonWriter json, IEnumerable<RowSnapshot> good, IEnumerable<RowSnapshot> bad)
    {
        json.WriteStartArray("success");
        foreach (int id in good.Select(row => row.ContactId).Distinct())
            json.WriteStringValue(WireFormat.Text(id));
        json.WriteEndArray();
        json.WriteStartArray("failure");
        foreach (RowSnapshot row in bad)
            json.WriteStringValue(row.Email);
        json.WriteEndArray();
    }

    private Answer Sums(ApiCall call)
    {
        DateTimeOffset now = _state.Now;
        DateTimeOffset since = now - s_recent;
        Batch[] open = _state.Batches.All.Where(batch => !batch.HasEnded).ToArray();
        Batch[] done = _state.Batches.All
            .Where(batch => batch.StateAt(now) == BatchState.Completed && batch.Schedule.Ends > since).ToArray();
        return Answers.Json(200, json =>
        {
            WriteDays(json, "outstanding", open, batch => batch.Schedule.Received);
            WriteDays(json, "recentlyCompleted", done, batch => batch.Schedule.Ends);
        });
    }

    private void WriteDays(Utf8JsonWriter json, string name, Batch[] batches, Func<Batch, DateTimeOffset> moment)
    {
        json.WriteStartArray(name);
        foreach (IGrouping<string, Batch> day in batches.GroupBy(batch => Day(moment(batch))).OrderBy(day => day.Key))
        {
            json.WriteStartObject();
            json.WriteString("forDate", day.Key);
            json.WriteString("batches", WireFormat.Text(day.Count()));
            json.WriteString("contacts", WireFormat.Text(day.Sum(batch => batch.Count)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private string Day(DateTimeOffset moment) =>
        moment.ToOffset(Options.OffsetAt(moment)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
