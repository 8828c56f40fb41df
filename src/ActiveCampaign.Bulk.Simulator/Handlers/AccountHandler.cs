using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Tells who is calling and what the account may hold.</summary>
internal sealed class AccountHandler
{
    private const int UnlimitedContacts = 1_000_000;
    private readonly AccountState _state;

    public AccountHandler(AccountState state)
    {
        _state = state;
    }

    public void Register(RouteTable<ApiCall> routes)
    {
        routes.Add(RouteKind.UsersMe, "GET", "users/me", _ => Me());
        routes.Add(RouteKind.UserList, "GET", "users", _ => Users());
        routes.Add(RouteKind.AccountSettings, "GET", "settings/account", _ => Settings());
    }

    private static Answer Me() => Answers.Json(200, json =>
    {
        json.WriteStartObject("user");
        WriteUser(json);
        json.WriteEndObject();
    });

    private Answer Users() => Answers.Json(200, json =>
    {
        json.WriteStartArray("users");
        json.WriteStartObject();
        WriteUser(json);
        json.WriteEndObject();
        json.WriteEndArray();
        Page.WriteMeta(json, 1, _state.Options);
    });

    private static void WriteUser(Utf8JsonWriter json)
    {
        json.WriteString("username", "simulator");
        json.WriteString("firstName", "Sim");
        json.WriteString("lastName", "Ulator");
        json.WriteString("email", "admin@simulator.example");
        json.WriteString("phone", "");
        json.WriteNull("signature");
        WriteEmptyLinks(json);
        json.WriteId("id", 1);
    }

    private static void WriteEmptyLinks(Utf8JsonWriter json)
    {
        json.WriteStartArray("links");
        json.WriteEndArray();
    }

    private Answer Settings() => _state.Options.RestrictedUser
        ? Answers.StatusError(403, "Forbidden", "You do not have permission to view account settings.")
        : Answers.Json(200, json =>
        {
            json.WriteString("account", "simulator.activehosted.com");
            json.WriteString("email", "admin@simulator.example");
            json.WriteString("first_name", "Sim");
            json.WriteString("last_name", "Ulator");
            json.WriteString("cname", "");
            json.WriteString("status", "active");
            json.WriteNumber("subscriber_limit", _state.Options.ContactLimit ?? UnlimitedContacts);
            json.WriteNumber("subscriber_total", _state.Contacts.Count);
            json.WriteBoolean("trial", false);
            json.WriteNull("credits");
            json.WriteBoolean("branding", true);
        });
}
