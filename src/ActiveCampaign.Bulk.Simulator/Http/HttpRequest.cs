using System;
using System.Collections.Generic;
using System.Text;

namespace ActiveCampaign.Bulk.Simulator.Http;

/// <summary>One request, read to the end of its body.</summary>
internal sealed class HttpRequest
{
    public HttpRequest(string method, string target, Dictionary<string, string> headers, ArraySegment<byte> body)
    {
        Method = method;
        Target = target;
        Headers = headers;
        Body = body;
        int query = target.IndexOf('?');
        Path = query < 0 ? target : target.Substring(0, query);
        Query = QueryParameters.Parse(query < 0 ? "" : target.Substring(query + 1));
    }

    public string Method { get; }

    public string Target { get; }

    public string Path { get; }

    public QueryParameters Query { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    public ArraySegment<byte> Body { get; }

    public string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;

    public string BodyText() => Encoding.UTF8.GetString(Body.Array!, Body.Offset, Body.Count);
}
