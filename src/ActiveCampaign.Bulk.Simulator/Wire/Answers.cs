using System;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.Http;

namespace ActiveCampaign.Bulk.Simulator.Wire;

/// <summary>The answers that routes share, among them the service's four shapes of an error.</summary>
internal static class Answers
{
    public static Answer Json(int status, Action<Utf8JsonWriter> members) => new(status, JsonBody.Object(members));

    public static Answer Empty() => Json(200, _ => { });

    /// <summary>200 without a body.</summary>
    public static Answer Nothing() => new(200, []);

    /// <summary><c>{"message":"..."}</c></summary>
    public static Answer Message(int status, string message) =>
        Json(status, json => json.WriteString("message", message));

    /// <summary><c>{"errors":[{"status":403,"title":"...","detail":"..."}]}</c></summary>
    public static Answer StatusError(int status, string title, string detail) => Json(status, json =>
    {
        json.WriteStartArray("errors");
        json.WriteStartObject();
        json.WriteNumber("status", status);
        json.WriteString("title", title);
        json.WriteString("detail", detail);
        json.WriteEndObject();
        json.WriteEndArray();
    });

    /// <summary><c>{"errors":[{"title":"...","detail":"","code":"...","source":{"pointer":"..."}}]}</c></summary>
    public static Answer CodeError(int status, string title, string? code, string pointer, bool repeatAsError = false) =>
        Json(status, json =>
        {
            json.WriteStartArray("errors");
            json.WriteStartObject();
            json.WriteString("title", title);
            json.WriteString("detail", "");
            if (code is not null)
                json.WriteString("code", code);
            if (repeatAsError)
                json.WriteString("error", code);
            json.WriteStartObject("source");
            json.WriteString("pointer", "/data/attributes/" + pointer);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        });

    /// <summary><c>{"errors":"..."}</c></summary>
    public static Answer TextError(int status, string text) => Json(status, json => json.WriteString("errors", text));

    /// <summary><c>{"success":0,"message":"..."}</c>, with reasons where a writer for them is given.</summary>
    public static Answer ImportRefusal(
        int status, string message, string reasonsKey = "failureReasons", Action<Utf8JsonWriter>? reasons = null) =>
        Json(status, json =>
        {
            json.WriteNumber("success", 0);
            json.WriteString("message", message);
            if (reasons is null)
                return;
            json.WriteStartArray(reasonsKey);
            reasons(json);
            json.WriteEndArray();
        });

    public static Answer NoResult(string internalName, string id, int status = 404) =>
        Message(status, "No Result found for " + internalName + " with id " + id);
}
