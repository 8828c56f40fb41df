using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.OAuth;

/// <summary>Makes access tokens that look like the service's: three parts, about 1,100 characters. Nobody signs them.</summary>
internal static class JwtText
{
    private const int SignatureBytes = 256;
    private const int FillerLength = 200;

    public static string Make(string clientId, string scopes, DateTimeOffset issued, DateTimeOffset expires)
    {
        string scopeList = string.Join(",", scopes.Split([' '], StringSplitOptions.RemoveEmptyEntries).Select(scope => "\"" + scope + "\""));
        string payload = "{\"ver\":1,\"jti\":\"AT." + Guid.NewGuid() + "\",\"iss\":\"https://simulator.example/oauth2/default\""
            + ",\"aud\":\"https://simulator.example/v3\",\"iat\":" + Seconds(issued) + ",\"exp\":" + Seconds(expires)
            + ",\"cid\":\"" + clientId + "\",\"scp\":[" + scopeList + "],\"sub\":\"admin@simulator.example\",\"filler\":\""
            + new string('x', FillerLength) + "\"}";
        byte[] signature = Enumerable.Range(0, SignatureBytes / 16).SelectMany(_ => Guid.NewGuid().ToByteArray()).ToArray();
        return Part(Encoding.UTF8.GetBytes("{\"kid\":\"simulator\",\"alg\":\"RS256\"}"))
            + "." + Part(Encoding.UTF8.GetBytes(payload)) + "." + Part(signature);
    }

    private static string Seconds(DateTimeOffset moment) => moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Part(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
