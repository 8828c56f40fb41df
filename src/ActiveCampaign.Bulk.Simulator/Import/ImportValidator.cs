using System.Collections.Generic;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Import;

/// <summary>Decides whether an import is queued. One bad contact refuses all.</summary>
internal sealed class ImportValidator
{
    private readonly AccountState _state;

    public ImportValidator(AccountState state)
    {
        _state = state;
    }

    private SimulatorOptions Options => _state.Options;

    /// <summary>The refusal, or null.</summary>
    public Answer? Refuse(ImportRequest? request, int bytes)
    {
        if (bytes > Options.MaxImportBytes)
        {
            return Refuse(OffenceKind.OversizedBody, bytes + " bytes", ImportAnswers.InvalidPayload(
                Options, "Request body must be less than 400K.", Options.OversizedBodyStatus));
        }

        if (request is null)
        {
            return Refuse(OffenceKind.InvalidJson, "import", ImportAnswers.Refusal(
                Options, 400, "Invalid or unparsable json", "Invalid or unparsable json"));
        }

        return RefuseCount(request.Rows?.Count ?? 0) ?? RefuseContacts(request.Rows!) ?? RefuseCallback(request.Callback);
    }

    /// <summary>Counts ids that nothing has, which the service passes over in silence.</summary>
    public void NoteUnknownIds(ImportRequest request)
    {
        foreach (ImportRow row in request.Rows!)
        {
            foreach (FieldInput field in row.Fields)
            {
                if (_state.Catalogue.Field(field.Id) is null)
                    _state.Offences.Add(OffenceKind.UnknownReference, "field " + field.Id);
            }

            NoteUnknownLists(row.Subscribe);
            NoteUnknownLists(row.Unsubscribe);
        }
    }

    private void NoteUnknownLists(int[] listIds)
    {
        foreach (int id in listIds)
        {
            if (_state.Catalogue.List(id) is null)
                _state.Offences.Add(OffenceKind.UnknownReference, "list " + id);
        }
    }

    private Answer? RefuseCount(int count)
    {
        if (count == 0)
        {
            return Refuse(OffenceKind.InvalidContact, "no contacts", ImportAnswers.InvalidPayload(
                Options, "Field 'contacts' not found"));
        }

        return count <= Options.MaxContactsPerImport
            ? null
            : Refuse(OffenceKind.TooManyContacts, count + " contacts", ImportAnswers.InvalidPayload(
                Options, "Up to " + Options.MaxContactsPerImport + " contacts may be imported per request."));
    }

    private Answer? RefuseContacts(List<ImportRow> rows)
    {
        List<KeyValuePair<int, string>>? reasons = null;
        for (int i = 0; i < rows.Count; i++)
        {
            if (FlawOf(rows[i].Email) is { } flaw)
                (reasons ??= []).Add(new KeyValuePair<int, string>(i + 1, flaw));
        }

        return reasons is null
            ? null
            : Refuse(OffenceKind.InvalidContact, reasons[0].Value, ImportAnswers.InvalidContacts(Options, reasons));
    }

    private string? FlawOf(string? email)
    {
        if (email is null || email.Trim().Length == 0)
            return "Field 'email' not found";
        bool isGood = Options.MalformedAddressRefusesBatch
            ? AddressRules.IsWellFormed(email)
            : AddressRules.IsAcceptable(email);
        return isGood ? null : "Field 'email' is not a valid 'email address\"";
    }

    private Answer? RefuseCallback(CallbackRequest? callback)
    {
        if (callback is null || (callback.Url is not null && (callback.Method is "GET" or "POST")))
            return null;
        return Refuse(OffenceKind.InvalidContact, "callback", ImportAnswers.InvalidPayload(
            Options, callback.Url is null ? "Field 'callback.url' not found" : "Field 'callback.requestType' is not valid"));
    }

    private Answer Refuse(OffenceKind offence, string detail, Answer answer)
    {
        _state.Offences.Add(offence, detail);
        return answer;
    }
}
