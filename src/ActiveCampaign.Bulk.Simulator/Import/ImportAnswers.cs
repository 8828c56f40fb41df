using System.Collections.Generic;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Import;

/// <summary>What an import is answered.</summary>
internal static class ImportAnswers
{
    private const string Invalid = "JSON payload did not pass validation. Contacts were not queued for import.";

    public static Answer Accepted(SimulatorOptions options, Batch batch)
    {
        Answer json = Answers.Json(options.ImportAcceptedStatus, json =>
        {
            json.WriteNumber(options.UppercaseSuccessKey ? "Success" : "success", options.SuccessValue);
            json.WriteNumber("queued_contacts", batch.Count);
            json.WriteString("batchId", batch.Id);
            json.WriteString("message", "Contact import queued");
        });
        if (!options.ImportAnswersAsHtml)
            return json;
        Answer html = new(json.Status, json.Body, "text/html; charset=UTF-8") { IsChunked = true };
        html.Headers["Set-Cookie"] = "PHPSESSID=simulator; path=/; HttpOnly";
        return html;
    }

    public static Answer RateRefusal(SimulatorOptions options, bool isSingle) => Refusal(options, 400, "Rate limit exceeded.", isSingle
        ? "Up to " + options.SinglePerMinute + " imports of a single contact may be requested per minute. Please try again later."
        : "Up to " + options.BulkPerMinute + " imports may be requested per minute. Please try again later.");

    /// <summary>A refusal with one reason in words.</summary>
    public static Answer Refusal(SimulatorOptions options, int status, string message, string reason) =>
        Answers.ImportRefusal(status, message, ReasonsKey(options), json => json.WriteStringValue(reason));

    public static Answer InvalidPayload(SimulatorOptions options, string reason, int status = 400) =>
        Refusal(options, status, Invalid, reason);

    /// <summary>A refusal that names contacts by their place, from 1.</summary>
    public static Answer InvalidContacts(SimulatorOptions options, IReadOnlyList<KeyValuePair<int, string>> reasons) =>
        Answers.ImportRefusal(400, Invalid, ReasonsKey(options), json =>
        {
            foreach (KeyValuePair<int, string> reason in reasons)
            {
                json.WriteStartObject();
                json.WriteNumber("contact", reason.Key);
                json.WriteString("failureReason", reason.Value);
                json.WriteEndObject();
            }
        });

    private static string ReasonsKey(SimulatorOptions options) =>
        options.SpacedFailureReasonsKey ? "failure Reasons" : "failureReasons";
}
