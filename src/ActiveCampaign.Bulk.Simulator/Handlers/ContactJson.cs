using System;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Writes contacts and what hangs on them.</summary>
internal sealed class ContactJson
{
    private static readonly string[] s_links =
        ["bounceLogs", "contactAutomations", "contactLists", "contactTags", "fieldValues", "scoreValues"];

    private readonly AccountState _state;
    private readonly string _base;

    public ContactJson(AccountState state, Uri api)
    {
        _state = state;
        _base = api.AbsoluteUri;
    }

    /// <summary>A contact's members, with the ids of its parts where they are asked for.</summary>
    public void WriteContact(Utf8JsonWriter json, ContactRecord contact, Include include = default)
    {
        WriteNames(json, contact);
        json.WriteFlag("bounced_hard", _state.IsBounced(contact.Email));
        json.WriteString("bounced_soft", "0");
        json.WriteNoDate("bounced_date", contact.Id);
        json.WriteString("ip", "0");
        json.WriteNull("ua");
        json.WriteNoTime("socialdata_lastcheck", contact.Id + 1);
        json.WriteString("email_local", "");
        json.WriteString("email_domain", "");
        json.WriteString("sentcnt", "0");
        json.WriteNoDate("rating_tstamp", contact.Id + 2);
        json.WriteString("gravatar", "0");
        json.WriteString("deleted", "0");
        json.WriteString("anonymized", "0");
        json.WriteNull("adate");
        json.WriteNull("edate");
        json.WriteNoTime("deleted_at", contact.Id);
        WriteTimestamps(json, contact.Created, contact.Changed);
        json.WriteNull("created_by");
        json.WriteNull("updated_by");
        json.WriteString("mpp_tracking", "0");
        json.WriteNull("last_click_date");
        json.WriteNull("last_open_date");
        json.WriteNull("last_mpp_open_date");
        json.WriteBoolean("email_empty", contact.Email.Length == 0);
        WriteParts(json, contact, include);
        WriteEnd(json, contact);
    }

    /// <summary>A contact as the call shows it that made it: without bounces, addresses of its visits and time stamps.</summary>
    public void WriteCreated(Utf8JsonWriter json, ContactRecord contact)
    {
        WriteNames(json, contact);
        WriteParts(json, contact, new Include(false, false, false, FieldValues: true));
        WriteEnd(json, contact);
    }

    public void WriteListLink(Utf8JsonWriter json, ContactRecord contact, ListLink link, IdEcho echo, long salt)
    {
        json.WriteEcho("contact", contact.Id, echo, salt);
        json.WriteEcho("list", link.ListId, echo, salt + 1);
        json.WriteNull("form");
        json.WriteString("seriesid", "0");
        json.WriteString("sdate", Date(link.Since.Time));
        json.WriteEcho("status", (int)link.Status, echo, salt);
        json.WriteString("responder", "1");
        json.WriteString("sync", "0");
        json.WriteNull("unsubreason");
        json.WriteNull("campaign");
        json.WriteNull("message");
        json.WriteEcho("sourceid", link.SourceId, echo, salt + 1);
        WriteLink(json, "contactLists/" + link.Id, "contact", "list");
        json.WriteId("id", link.Id);
        json.WriteNull("automation");
    }

    public void WriteTagLink(Utf8JsonWriter json, ContactRecord contact, TagLink link, IdEcho echo, long salt)
    {
        json.WriteEcho("contact", contact.Id, echo, salt);
        json.WriteEcho("tag", link.TagId, echo, salt + 1);
        json.WriteString("cdate", Date(link.Since.Time));
        WriteTimestamps(json, link.Since.Time, link.Since.Time);
        json.WriteNull("created_by");
        json.WriteNull("updated_by");
        WriteLink(json, "contactTags/" + link.Id, "tag", "contact");
        json.WriteId("id", link.Id);
    }

    public void WriteFieldValue(Utf8JsonWriter json, ContactRecord contact, FieldEntry entry, IdEcho echo, long salt)
    {
        json.WriteEcho("contact", contact.Id, echo, salt);
        json.WriteEcho("field", entry.FieldId, echo, salt + 1);
        json.WriteString("value", entry.Value);
        json.WriteString("cdate", Date(entry.Since.Time));
        json.WriteString("udate", Date(entry.Since.Time));
        json.WriteNull("created_by");
        json.WriteNull("updated_by");
        WriteLink(json, "fieldValues/" + entry.Id, "owner", "field");
        json.WriteId("id", entry.Id);
        json.WriteEcho("owner", contact.Id, echo, salt + 1);
    }

    private void WriteNames(Utf8JsonWriter json, ContactRecord contact)
    {
        json.WriteString("cdate", Date(contact.Created));
        json.WriteString("udate", Date(contact.Updated));
        json.WriteString("email", contact.Email);
        json.WriteString("phone", contact.Phone);
        json.WriteString("firstName", contact.FirstName);
        json.WriteString("lastName", contact.LastName);
        json.WriteString("orgid", contact.AccountName.Length == 0 ? "0" : "1");
        json.WriteString("orgname", contact.AccountName);
        json.WriteString("segmentio_id", "");
        json.WriteString("hash", WireFormat.Text(contact.Id * 2654435761L));
    }

    private void WriteEnd(Utf8JsonWriter json, ContactRecord contact)
    {
        WriteLinks(json, contact);
        json.WriteId("id", contact.Id);
        json.WriteNull("organization");
    }

    private string Date(DateTimeOffset moment) => WireFormat.Date(moment, _state.Options.OffsetAt(moment));

    private string LocalDate(DateTimeOffset moment) => WireFormat.ZonelessDate(moment, _state.Options.OffsetAt(moment));

    private static void WriteParts(Utf8JsonWriter json, ContactRecord contact, Include include)
    {
        json.WriteStartArray("scoreValues");
        json.WriteEndArray();
        json.WriteStartArray("accountContacts");
        json.WriteEndArray();
        if (include.Lists)
        {
            json.WriteStartArray("contactLists");
            foreach (ListLink link in contact.Lists)
                json.WriteStringValue(WireFormat.Text(link.Id));
            json.WriteEndArray();
        }

        if (include.Tags)
        {
            json.WriteStartArray("contactTags");
            foreach (TagLink link in contact.Tags)
                json.WriteStringValue(WireFormat.Text(link.Id));
            json.WriteEndArray();
        }

        if (include.FieldValues)
        {
            json.WriteStartArray("fieldValues");
            foreach (FieldEntry entry in contact.Fields)
                json.WriteStringValue(WireFormat.Text(entry.Id));
            json.WriteEndArray();
        }
    }

    // Those that are called UTC hold the account's local time too.
    private void WriteTimestamps(Utf8JsonWriter json, DateTimeOffset created, DateTimeOffset updated)
    {
        json.WriteString("created_utc_timestamp", LocalDate(created));
        json.WriteString("updated_utc_timestamp", LocalDate(updated));
        json.WriteString("created_timestamp", LocalDate(created));
        json.WriteString("updated_timestamp", LocalDate(updated));
    }

    private void WriteLinks(Utf8JsonWriter json, ContactRecord contact)
    {
        json.WriteStartObject("links");
        foreach (string link in s_links)
            json.WriteString(link, _base + "contacts/" + contact.Id + "/" + link);
        json.WriteEndObject();
    }

    private void WriteLink(Utf8JsonWriter json, string path, string first, string second)
    {
        json.WriteStartObject("links");
        json.WriteString(first, _base + path + "/" + first);
        json.WriteString(second, _base + path + "/" + second);
        json.WriteEndObject();
    }
}
