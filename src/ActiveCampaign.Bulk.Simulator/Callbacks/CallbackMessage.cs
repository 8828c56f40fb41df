using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Callbacks;

/// <summary>Writes the request of a callback.</summary>
internal static class CallbackMessage
{
    public static HttpRequestMessage Build(Batch batch, CallbackRequest callback, Uri uri, CallbackEncoding encoding)
    {
        bool isGet = callback.Method == "GET";
        HttpRequestMessage message = isGet
            ? new HttpRequestMessage(HttpMethod.Get, WithQuery(uri, callback.Parameters))
            : new HttpRequestMessage(HttpMethod.Post, uri) { Content = Body(batch, callback, encoding) };
        foreach (KeyValuePair<string, string> header in callback.Headers)
            message.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return message;
    }

    private static Uri WithQuery(Uri uri, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        IEnumerable<string> pairs = parameters
            .Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value));
        UriBuilder builder = new(uri);
        builder.Query = string.Join("&", new[] { builder.Query.TrimStart('?') }.Concat(pairs).Where(part => part.Length > 0));
        return builder.Uri;
    }

    private static HttpContent Body(Batch batch, CallbackRequest callback, CallbackEncoding encoding)
    {
        RowSnapshot[] rows = Enumerable.Range(0, batch.Count).Select(batch.Row).ToArray();
        RowSnapshot[] failed = rows.Where(row => row.Outcome == RowOutcome.Refused).ToArray();
        int applied = rows.Count(row => row.WasApplied);
        return encoding == CallbackEncoding.Json
            ? JsonContent(batch, callback, applied, failed)
            : FormContent(batch, callback, applied, failed);
    }

    private static ByteArrayContent JsonContent(Batch batch, CallbackRequest callback, int applied, RowSnapshot[] failed)
    {
        ByteArrayContent content = new(JsonBody.Object(json =>
        {
            foreach (KeyValuePair<string, string> parameter in callback.Parameters)
                json.WriteString(parameter.Key, parameter.Value);
            if (!callback.Detailed)
                return;
            json.WriteString("batchId", batch.Id);
            json.WriteNumber("success", applied);
            json.WriteNumber("failure", failed.Length);
            json.WriteStartArray("errors");
            foreach (RowSnapshot row in failed)
            {
                json.WriteStartObject();
                json.WriteString("email", row.Email);
                json.WriteString("message", Message(row.Cause));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static FormUrlEncodedContent FormContent(
        Batch batch, CallbackRequest callback, int applied, RowSnapshot[] failed)
    {
        List<KeyValuePair<string, string>> fields = [.. callback.Parameters];
        if (callback.Detailed)
        {
            fields.Add(new("batchId", batch.Id));
            fields.Add(new("success", WireFormat.Text(applied)));
            fields.Add(new("failure", WireFormat.Text(failed.Length)));
            for (int i = 0; i < failed.Length; i++)
            {
                fields.Add(new("errors[" + i + "][email]", failed[i].Email));
                fields.Add(new("errors[" + i + "][message]", Message(failed[i].Cause)));
            }
        }

        return new FormUrlEncodedContent(fields);
    }

    private static string Message(RefusalCause cause) => cause switch
    {
        RefusalCause.MalformedAddress => "Contact email address is not valid.",
        RefusalCause.Excluded => "Contact email address is on the exclusion list.",
        RefusalCause.Bounced => "Contact email address is on the bounced list.",
        RefusalCause.Unsubscribed => "Contact has unsubscribed from the list.",
        RefusalCause.ContactLimit => "Account contact limit has been reached.",
        _ => "Contact could not be imported.",
    };
}
