using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;

/// <summary>The service's answers, among them its shapes of an error.</summary>
internal static class ServiceAnswers
{
    public static Answer Json(int status, Action<Utf8JsonWriter> members) => new(status, JsonBody.Object(members));

    /// <summary><c>[{"error_key":"...","error_message":"..."}]</c></summary>
    public static Answer Error(int status, string key, string message) => new(status, JsonBody.Of(json =>
    {
        json.WriteStartArray();
        json.WriteStartObject();
        WriteError(json, key, message);
        json.WriteEndObject();
        json.WriteEndArray();
    }));

    /// <summary><c>{"error_key":"...","error_message":"..."}</c></summary>
    public static Answer BareError(int status, string key, string message) => Json(status, json => WriteError(json, key, message));

    public static Answer Invalid(string message) => Error(400, "contacts.api.validation.error", message);

    public static Answer BadRequest(string message) => Error(400, "http.status.bad_request", message);

    public static Answer NotFound(string message) => Error(404, "contacts.api.not_found", message);

    public static Answer WrongMediaType(string message) => Error(415, "http.status.unsupported_media_type", message);

    public static Answer Unauthorized() => BareError(401, "unauthorized", "Unauthorized");

    public static Answer Throttled() => BareError(429, "throttled", "Too Many Requests");

    public static Answer QuotaExceeded() => BareError(429, "quota_exceeded", "Limit Exceeded");

    public static Answer QueueFull(ConstantContactRules rules)
    {
        string message = "You exceeded " + rules.QueueLimit.ToString("N0", CultureInfo.InvariantCulture)
            + " queued activities for this user account.";
        return rules.QueueFullAsObject ? BareError(429, rules.QueueFullKey, message) : Error(429, rules.QueueFullKey, message);
    }

    /// <summary><c>{"error":"...","error_description":"..."}</c>, the shape of the host that gives tokens.</summary>
    public static Answer TokenError(int status, string error, string description) => Json(status, json =>
    {
        json.WriteString("error", error);
        json.WriteString("error_description", description);
    });

    public static Answer DeadRefreshToken(ConstantContactRules rules) =>
        TokenError(rules.RefreshFailureStatus, "invalid_grant", "The refresh token is invalid or expired.");

    /// <summary>A page of a list; the link leads to the next one where there is one.</summary>
    public static Answer Page<T>(
        PageRequest page, string name, IEnumerable<T> items, Func<T, int> number, Action<Utf8JsonWriter, T> write) => Json(200, json =>
    {
        (T[] shown, string? next) = page.Of(items, number);
        json.WriteStartArray(name);
        foreach (T item in shown)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (page.Query["include_count"] == "true")
            json.WriteNumber(name + "_count", items.Count());
        json.WriteStartObject("_links");
        if (next is not null)
            WriteLink(json, "next", next);
        json.WriteEndObject();
    });

    public static void WriteLink(Utf8JsonWriter json, string name, string address)
    {
        json.WriteStartObject(name);
        json.WriteString("href", address);
        json.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter json, string key, string message)
    {
        json.WriteString("error_key", key);
        json.WriteString("error_message", message);
    }
}
