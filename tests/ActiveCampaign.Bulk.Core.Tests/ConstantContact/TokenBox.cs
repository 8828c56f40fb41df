using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Tests.ConstantContact;

/// <summary>A token host in memory: a refresh token serves once, unless it is told otherwise.</summary>
internal sealed class TokenBox : HttpMessageHandler
{
    private readonly HashSet<string> _good = ["first"];
    private readonly object _gate = new();
    private int _issued;

    /// <summary>How often each refresh token was sent.</summary>
    public Dictionary<string, int> Spent { get; } = [];

    public bool Rotates { get; set; } = true;

    /// <summary>What is answered instead of the next tokens, without issuing any; null where they are issued.</summary>
    public Queue<Func<HttpResponseMessage>> Instead { get; } = new();

    /// <summary>What is said of how long access lasts.</summary>
    public string Life { get; set; } = ",\"expires_in\":86400";

    /// <summary>What happens when tokens were issued, before the answer.</summary>
    public Action? Issued { get; set; }

    public void Allow(string refresh) => _good.Add(refresh);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string form = await request.Content!.ReadAsStringAsync(cancellationToken);
        lock (_gate)
            return Answer(form);
    }

    private HttpResponseMessage Answer(string form)
    {
        string refresh = form.Split('&').Select(field => field.Split('=')).First(field => field[0] == "refresh_token")[1];
        Spent[refresh] = Spent.TryGetValue(refresh, out int times) ? times + 1 : 1;
        if (Instead.Count > 0)
            return Instead.Dequeue()();
        if (!_good.Contains(refresh))
            return Json(HttpStatusCode.BadRequest, """{"error":"invalid_grant","error_description":"The refresh token is invalid or expired."}""");
        string next = refresh;
        _issued++;
        if (Rotates)
        {
            _good.Remove(refresh);
            _good.Add(next = "refresh" + _issued);
        }

        Issued?.Invoke();
        return Json(HttpStatusCode.OK, $$"""{"access_token":"access{{_issued}}","refresh_token":"{{next}}","token_type":"Bearer"{{Life}}}""");
    }

    public static HttpResponseMessage Json(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Cut() => throw new HttpRequestException("Cut.", new IOException("Reset."));
}
