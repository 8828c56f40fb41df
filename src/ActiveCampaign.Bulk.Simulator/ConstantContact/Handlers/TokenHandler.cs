using System;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.ConstantContact.OAuth;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Handlers;

/// <summary>Gives tokens for refresh tokens and to devices that a person has approved.</summary>
internal sealed class TokenHandler
{
    private const string DeviceGrantType = "urn:ietf:params:oauth:grant-type:device_code";
    private static readonly string[] s_scopes = ["contact_data", "campaign_data", "account_read", "account_update", "offline_access"];
    private readonly ConstantContactRules _rules;
    private readonly TokenStore _tokens;
    private readonly Uri _root;

    public TokenHandler(ConstantContactRules rules, TokenStore tokens, Uri root)
    {
        _rules = rules;
        _tokens = tokens;
        _root = root;
    }

    public void Register(RouteTable<ServiceCall> routes)
    {
        routes.Add(RouteKind.CCToken, "POST", "oauth2/default/v1/token", Token);
        routes.Add(RouteKind.CCDeviceStart, "POST", "oauth2/default/v1/device/authorize", StartDevice);
        routes.Add(RouteKind.CCDeviceApprove, "GET", "activate", Approve);
    }

    private Answer Token(ServiceCall call)
    {
        if (Fields(call) is not { } fields || fields["grant_type"] is not { } grant)
            return Malformed();
        if (Authenticate(call, fields) is not { } application)
            return ServiceAnswers.TokenError(401, "invalid_client", "The client id or the client secret is not valid.");
        return grant switch
        {
            "refresh_token" => Refresh(application, fields["refresh_token"] ?? ""),
            DeviceGrantType => PollDevice(application, fields["device_code"] ?? ""),
            _ => ServiceAnswers.TokenError(400, "unsupported_grant_type", "The simulator does not offer the grant type " + grant + "."),
        };
    }

    private Answer Refresh(Application application, string refreshToken) => _tokens.Refresh(application, refreshToken) is { } pair
        ? Tokens(pair)
        : ServiceAnswers.DeadRefreshToken(_rules);

    private Answer PollDevice(Application application, string deviceCode)
    {
        (TokenPair? pair, string error) = _tokens.PollDevice(application, deviceCode);
        return pair is not null ? Tokens(pair) : ServiceAnswers.TokenError(400, error, "The device has no token yet: " + error + ".");
    }

    private Answer StartDevice(ServiceCall call)
    {
        if (Fields(call) is not { } fields)
            return Malformed();
        if (fields["client_id"] is not { } clientId || _tokens.FindApplication(clientId) is not { } application)
            return ServiceAnswers.TokenError(401, "invalid_client", "The client id is not valid.");
        string scopes = fields["scope"] ?? "";
        if (scopes.Length == 0 || scopes.Split(' ').Except(s_scopes).Any())
            return ServiceAnswers.TokenError(400, "invalid_scope", "One or more scopes are not known.");
        DeviceGrant device = _tokens.StartDevice(application, scopes);
        return ServiceAnswers.Json(200, json =>
        {
            json.WriteString("device_code", device.DeviceCode);
            json.WriteString("user_code", device.UserCode);
            json.WriteString("verification_uri", new Uri(_root, "activate").AbsoluteUri);
            json.WriteString("verification_uri_complete", new Uri(_root, "activate?user_code=" + device.UserCode).AbsoluteUri);
            json.WriteNumber("expires_in", (long)_rules.DeviceCodeLifetime.TotalSeconds);
            json.WriteNumber("interval", (long)_rules.DeviceInterval.TotalSeconds);
        });
    }

    private Answer Approve(ServiceCall call)
    {
        bool approved = _tokens.DecideDevice(call.Request.Query["user_code"] ?? "", approve: true);
        string text = approved ? "The device may use the simulated account." : "No device waits with this code.";
        return new Answer(approved ? 200 : 404, Encoding.UTF8.GetBytes("<html><body><p>" + text + "</p></body></html>"), "text/html");
    }

    private Answer Tokens(TokenPair pair) => ServiceAnswers.Json(200, json =>
    {
        json.WriteString("token_type", "Bearer");
        json.WriteNumber("expires_in", (long)_rules.AccessTokenLifetime.TotalSeconds);
        json.WriteString("access_token", pair.AccessToken);
        json.WriteString("scope", pair.Scopes);
        if (pair.RefreshToken is not null)
            json.WriteString("refresh_token", pair.RefreshToken);
    });

    // Id and secret as Basic or as fields; the id alone is enough for applications without a secret.
    private Application? Authenticate(ServiceCall call, QueryParameters fields)
    {
        string? id = fields["client_id"];
        string? secret = fields["client_secret"];
        if (call.Request.Header("Authorization") is { } header)
        {
            string[] basic = Basic(header);
            if (basic.Length != 2)
                return null;
            id = basic[0];
            secret = basic[1];
        }

        if (id is null || _tokens.FindApplication(id) is not { } application)
            return null;
        bool isKnown = secret is null ? !_rules.SecretRequired : secret == application.ClientSecret;
        return isKnown ? application : null;
    }

    private static string[] Basic(string header)
    {
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return [];
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(header.Substring(6).Trim())).Split([':'], 2);
        }
        catch (FormatException)
        {
            return [];
        }
    }

    // Fields stand in a form; without a body the query does as well.
    private static QueryParameters? Fields(ServiceCall call)
    {
        if (call.Request.Body.Count == 0)
            return call.Request.Query;
        bool isForm = (call.Request.Header("Content-Type") ?? "").StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
        return isForm ? QueryParameters.Parse(call.Request.BodyText()) : null;
    }

    private static Answer Malformed() => ServiceAnswers.Json(400, json =>
    {
        json.WriteString("errorCode", "E0000021");
        json.WriteString("errorSummary", "Bad request.  Accept and/or Content-Type headers likely do not match supported values.");
        json.WriteString("errorLink", "E0000021");
        json.WriteString("errorId", Guid.NewGuid().ToString("N"));
        json.WriteStartArray("errorCauses");
        json.WriteEndArray();
    });
}
