using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.ConstantContact;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using ActiveCampaign.Bulk.Tests.Support;

namespace ActiveCampaign.Bulk.Simulator.Tests.ConstantContact;

/// <summary>
/// A server on a clock that stands still, with one list, and a client for it. Limits, jitter and time by row are off unless a
/// test asks for them: a job takes 30 seconds.
/// </summary>
public sealed class TestService : IDisposable
{
    public TestService(Action<ConstantContactOptions>? configure = null)
    {
        ConstantContactOptions options = new()
        {
            Clock = Clock,
            EnforceLimits = false,
            SampleData = false,
            JobJitter = TimeSpan.Zero,
            JobDurationPerRow = TimeSpan.Zero,
            MixedTimes = false,
        };
        configure?.Invoke(options);
        Server = ConstantContactServer.Start(options);
        ListId = Server.Account.AddList("Newsletter");
        Client = new HttpClient { BaseAddress = Server.Uri };
        UseToken(Server.NewAccessToken());
    }

    public VirtualClock Clock { get; } = new();

    public ConstantContactServer Server { get; }

    public HttpClient Client { get; }

    public string ListId { get; }

    public ConstantContactAccount Account => Server.Account;

    public ConstantContactOptions Options => Server.Options;

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }

    public void UseToken(string? token) =>
        Client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

    public void Wait(double seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Gets a path below v3, or the path of a link.</summary>
    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Reply> PostAsync(string path, string json) =>
        SendAsync(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"));

    public Task<Reply> SendAsync(HttpMethod method, string path) => SendAsync(method, path, null);

    public async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using HttpRequestMessage request = new(method, path.StartsWith('/') || path.StartsWith("oauth2", StringComparison.Ordinal) ? path : "v3/" + path);
        request.Content = content;
        using HttpResponseMessage response = await Client.SendAsync(request);
        Reply reply = new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
        if (reply.Text.Contains("The simulator failed", StringComparison.Ordinal))
            throw new InvalidOperationException(reply.Text);
        return reply;
    }

    /// <summary>Sends an import as JSON: rows, or a whole body that begins with a brace and names import_data.</summary>
    public Task<Reply> ImportAsync(string rows, params string[] lists) => PostAsync("activities/contacts_json_import", Body(rows, lists));

    public string Body(string rows, params string[] lists) =>
        "{\"import_data\":[" + rows + "],\"list_ids\":[\"" + string.Join("\",\"", lists.Length > 0 ? lists : [ListId]) + "\"]}";

    /// <summary>Imports rows, moves on until the job has ended, and gives its status block.</summary>
    public async Task<JsonElement> ImportToEndAsync(string rows, params string[] lists) => await EndAsync(await ImportAsync(rows, lists));

    public Task<Reply> UploadAsync(string csv, string name = "rows.csv", string? lists = null, string type = "text/csv") =>
        SendAsync(HttpMethod.Post, "activities/contacts_file_import", Form(Encoding.UTF8.GetBytes(csv), name, lists ?? ListId, type));

    public async Task<JsonElement> UploadToEndAsync(string csv, string name = "rows.csv") => await EndAsync(await UploadAsync(csv, name));

    public async Task<JsonElement> EndAsync(Reply started)
    {
        if (started.Status != 201)
            throw new InvalidOperationException(started.Status + " " + started.Text);
        Wait(60);
        Reply ended = await GetAsync("activities/" + Id(started));
        return ended.Json.GetProperty("status");
    }

    public Task<Reply> TokenAsync(params string[] fields) => FormAsync("oauth2/default/v1/token", fields);

    public Task<Reply> FormAsync(string path, params string[] fields)
    {
        UseToken(null);
        return SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(
            Enumerable.Range(0, fields.Length / 2).Select(i => new KeyValuePair<string, string>(fields[i * 2], fields[(i * 2) + 1]))));
    }

    public Task<Reply> RefreshAsync(string? refreshToken = null) => TokenAsync(
        "grant_type", "refresh_token", "refresh_token", refreshToken ?? Server.RefreshToken, "client_id", Server.ClientId);

    public static string Id(Reply started) => started.Json.GetProperty("activity_id").GetString()!;

    /// <summary>The five counters of an import, in the order of the documentation.</summary>
    public static string Counters(JsonElement status) => string.Join(
        ' ', new[] { "items_total_count", "person_count", "error_count", "correctable_count", "cannot_add_to_list_count" }
            .Select(name => status.GetProperty(name).GetInt32()));

    public static string Rows(int count, string prefix = "user") => string.Join(
        ",", Enumerable.Range(1, count).Select(i => "{\"email\":\"" + prefix + i.ToString(CultureInfo.InvariantCulture) + "@example.com\"}"));

    public static string Csv(int count) => "email\r\n" + string.Concat(
        Enumerable.Range(1, count).Select(i => "user" + i.ToString(CultureInfo.InvariantCulture) + "@example.com\r\n"));

    public static MultipartFormDataContent Form(byte[] file, string? name, string? lists, string? type = "text/csv")
    {
        MultipartFormDataContent form = [];
        ByteArrayContent part = new(file);
        if (type is not null)
            part.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (name is not null)
            form.Add(part, "file", name);
        if (lists is not null)
            form.Add(new StringContent(lists), "list_ids");
        return form;
    }
}
