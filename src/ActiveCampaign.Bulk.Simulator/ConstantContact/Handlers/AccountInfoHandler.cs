using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Handlers;

/// <summary>Tells whose account it is and what the person who consented may do in it.</summary>
internal sealed class AccountInfoHandler
{
    private static readonly string[] s_everybody = ["account:read", "campaign:read", "campaign:write"];
    private static readonly string[] s_managers =
        ["contacts:read", "contacts:write", "contacts:lists:read", "contacts:lists:write", "contacts:custom_fields:read", "contacts:tags:read"];

    private readonly ConstantContactRules _rules;

    public AccountInfoHandler(ConstantContactRules rules)
    {
        _rules = rules;
    }

    public void Register(RouteTable<ServiceCall> routes)
    {
        routes.Add(RouteKind.CCPrivileges, "GET", "v3/account/user/privileges", _ => Privileges());
        routes.Add(RouteKind.CCAccountSummary, "GET", "v3/account/summary", _ => Summary());
    }

    private Answer Privileges() => new(200, JsonBody.Of(json =>
    {
        json.WriteStartArray();
        int id = 0;
        foreach (string name in _rules.Role == UserRole.CampaignCreator ? s_everybody : [.. s_everybody, .. s_managers])
        {
            json.WriteStartObject();
            json.WriteNumber("privilege_id", ++id);
            json.WriteString("privilege_name", name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }));

    private static Answer Summary() => ServiceAnswers.Json(200, json =>
    {
        json.WriteString("encoded_account_id", "simulator");
        json.WriteString("organization_name", "Simulated account");
        json.WriteString("contact_email", "admin@simulator.example");
        json.WriteString("first_name", "Sim");
        json.WriteString("last_name", "Ulator");
        json.WriteString("country_code", "US");
        json.WriteString("state_code", "MA");
        json.WriteString("time_zone_id", "US/Eastern");
    });
}
