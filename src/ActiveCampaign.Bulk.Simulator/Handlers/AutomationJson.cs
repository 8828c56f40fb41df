using System;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Writes the automations a contact went through. The account has one, which ends as soon as it has begun.</summary>
internal sealed class AutomationJson
{
    private const int Automation = 1;
    private const int RunsPerContact = 10_000;

    private readonly SimulatorOptions _options;
    private readonly string _base;

    public AutomationJson(SimulatorOptions options, Uri api)
    {
        _options = options;
        _base = api.AbsoluteUri;
    }

    public void Write(Utf8JsonWriter json, ContactRecord contact, Page page)
    {
        json.WriteStartArray("contactAutomations");
        for (int run = page.Offset; run < contact.AutomationRuns.Length && run - page.Offset < page.Limit; run++)
        {
            json.WriteStartObject();
            WriteRun(json, contact, run);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteRun(Utf8JsonWriter json, ContactRecord contact, int run)
    {
        long id = ((long)contact.Id * RunsPerContact) + run;
        string began = WireFormat.Date(contact.AutomationRuns[run].Time, _options.OffsetAt(contact.AutomationRuns[run].Time));
        json.WriteId("contact", contact.Id);
        json.WriteId("seriesid", Automation);
        json.WriteId("startid", 0);
        json.WriteId("status", 2);
        json.WriteNull("batchid");
        json.WriteString("adddate", began);
        json.WriteString("remdate", began);
        json.WriteString("timespan", "0");
        json.WriteString("lastblock", "1");
        json.WriteString("lastlogid", "0");
        json.WriteString("lastdate", began);
        json.WriteString("completedElements", "0");
        json.WriteString("totalElements", "1");
        json.WriteNumber("completed", 1);
        json.WriteNumber("completeValue", 100);
        json.WriteStartObject("links");
        foreach (string link in new[] { "automation", "contact", "contactGoals" })
            json.WriteString(link, _base + "contactAutomations/" + WireFormat.Text(id) + "/" + link);
        json.WriteEndObject();
        json.WriteId("id", id);
        json.WriteId("automation", Automation);
    }
}
