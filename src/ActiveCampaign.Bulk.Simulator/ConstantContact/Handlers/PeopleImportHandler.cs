using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Import;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Handlers;

/// <summary>Takes imports, as JSON and as a file. Refuses a whole request at once, and a row never.</summary>
internal sealed class PeopleImportHandler
{
    private const int MaxLists = 50;
    private static readonly string[] s_fileTypes = ["text/csv", "application/vnd.ms-excel", "application/octet-stream"];
    private readonly StringCache _strings = new();
    private readonly ServiceState _state;

    public PeopleImportHandler(ServiceState state)
    {
        _state = state;
    }

    public void Register(RouteTable<ServiceCall> routes)
    {
        routes.Add(RouteKind.CCJsonImport, "POST", "v3/activities/contacts_json_import", ImportJson);
        routes.Add(RouteKind.CCFileImport, "POST", "v3/activities/contacts_file_import", ImportFile);
    }

    private Answer ImportJson(ServiceCall call)
    {
        if (!(call.Request.Header("Content-Type") ?? "").StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            return Refuse(ServiceAnswers.WrongMediaType("The body must be application/json."));
        JsonImportReader reader = new(_state.Rules, _state.Offences, _strings);
        if (reader.Read(call.Request.Body) is { } problem)
        {
            _state.Offences.Add(OffenceKind.InvalidJson, problem);
            return ServiceAnswers.BadRequest("The body is not valid JSON: " + problem);
        }

        if (reader.Rows is not { Count: > 0 } rows)
            return Refuse(ServiceAnswers.Invalid("import_data is missing or empty"));
        if (RefuseLists(reader.ListIds, _state.Rules.UnknownListStatus ?? 400) is { } badLists)
            return Refuse(badLists);
        if (RefuseSms(reader.SmsPermission) is { } badSms)
            return Refuse(badSms);
        return Start(call, call.Request.Body.Count, new PeopleImport
        {
            Kind = ActivityKind.JsonImport,
            Rows = rows,
            Lists = reader.ListIds!,
            Dropped = reader.Dropped,
            SmsIsExplicit = reader.SmsPermission == "explicit",
        });
    }

    private Answer ImportFile(ServiceCall call)
    {
        if (MultipartBody.Read(call.Request.Header("Content-Type"), call.Request.Body) is not { } parts)
            return Refuse(ServiceAnswers.WrongMediaType("The body must be multipart/form-data."));
        if (parts.Find(part => part.Name == "file") is not { } file)
            return Refuse(ServiceAnswers.Invalid("file is missing"));
        if (!IsCsv(file))
            return Refuse(ServiceAnswers.WrongMediaType("The file must be a .csv file."));
        foreach (FormPart part in parts.FindAll(part => part.Name is not ("file" or "list_ids" or "sms_permission_to_send")))
            _state.Offences.Add(OffenceKind.UnknownMember, "import." + part.Name);

        List<Guid>? lists = ListIds(parts.Find(part => part.Name == "list_ids")?.Text);
        if (RefuseLists(lists, _state.Rules.UnknownListStatus ?? 404) is { } badLists)
            return Refuse(badLists);
        string? sms = parts.Find(part => part.Name == "sms_permission_to_send")?.Text;
        if (RefuseSms(sms) is { } badSms)
            return Refuse(badSms);
        FileImportReader reader = new(_state.Rules, _state.Offences);
        if (reader.Read(file.Body) is { } problem)
            return Refuse(ServiceAnswers.Invalid(problem));
        return Start(call, file.Body.Count, new PeopleImport
        {
            Kind = ActivityKind.FileImport,
            Rows = reader.Rows,
            Lists = lists!,
            Dropped = reader.Dropped,
            FileName = file.FileName,
            SmsIsExplicit = sms == "explicit",
        });
    }

    private Answer Start(ServiceCall call, int bytes, PeopleImport import)
    {
        call.Entry.ContactCount = import.Rows.Count;
        if (bytes > _state.Rules.MaxImportBytes)
            _state.Offences.Add(OffenceKind.OversizedBody, bytes + " bytes");
        if (import.Rows.Count + import.Dropped >= _state.Rules.MaxImportRows + (import.Kind == ActivityKind.JsonImport ? 1 : 0))
            _state.Offences.Add(OffenceKind.TooManyContacts, (import.Rows.Count + import.Dropped) + " rows");
        IEnumerable<string> names = import.Rows.SelectMany(row => row.Custom).Select(pair => pair.Key).Distinct();
        foreach (string name in names.Where(name => _state.Definitions.Field(name) is null))
            _state.Offences.Add(OffenceKind.UnknownReference, PersonRow.CustomPrefix + name);
        Answer answer = ActivityAnswers.Start(
            call, _state, import.Kind, import.Rows.Count, new PeopleWriter(_state, import).Apply, import.FileName);
        if (answer.Status == 201)
            _state.DroppedRows += import.Dropped;
        return answer;
    }

    private Answer Refuse(Answer answer)
    {
        OffenceKind kind = answer.Status == 415 ? OffenceKind.WrongContentType : OffenceKind.InvalidRequest;
        _state.Offences.Add(kind, answer.Status + " " + Encoding.UTF8.GetString(answer.Body));
        return answer;
    }

    private Answer? RefuseLists(List<Guid>? ids, int unknownStatus)
    {
        if (ids is not { Count: > 0 and <= MaxLists })
            return ServiceAnswers.Invalid("list_ids must hold from 1 to 50 ids of lists");
        if (ids.FindAll(id => _state.Definitions.List(id) is null) is not { Count: > 0 } unknown)
            return null;
        string message = "There is no list " + unknown[0] + ".";
        return unknownStatus == 404 ? ServiceAnswers.NotFound(message) : ServiceAnswers.Error(unknownStatus, "contacts.api.validation.error", message);
    }

    private static Answer? RefuseSms(string? permission) => permission is null or "explicit" or "not_set"
        ? null
        : ServiceAnswers.Invalid("sms_permission_to_send must be explicit or not_set");

    private static bool IsCsv(FormPart file) => file.FileName is { } name && name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
        && (file.ContentType is null || s_fileTypes.Contains(file.ContentType.Split(';')[0].Trim().ToLowerInvariant()));

    private static List<Guid>? ListIds(string? text)
    {
        List<Guid> ids = [];
        foreach (string part in (text ?? "").Split(','))
        {
            if (!JsonReading.TryReadId(part.Trim(), out Guid id))
                return null;
            ids.Add(id);
        }

        return ids;
    }
}
