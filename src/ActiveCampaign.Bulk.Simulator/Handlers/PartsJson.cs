using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Writes the top-level arrays of what hangs on contacts.</summary>
internal sealed class PartsJson
{
    private readonly ContactJson _contacts;
    private readonly TagJson _tags;
    private readonly Catalogue _catalogue;

    public PartsJson(ContactJson contacts, TagJson tags, Catalogue catalogue)
    {
        _contacts = contacts;
        _tags = tags;
        _catalogue = catalogue;
    }

    public void Write(Utf8JsonWriter json, IReadOnlyList<ContactRecord> contacts, Include include)
    {
        if (include.Lists)
            WriteLists(json, contacts);
        if (include.Tags)
            WriteTags(json, contacts);
        if (include.TagNames)
            WriteTagNames(json, contacts);
        if (include.FieldValues)
            WriteFieldValues(json, contacts);
    }

    public void WriteLists(Utf8JsonWriter json, IReadOnlyList<ContactRecord> contacts)
    {
        json.WriteStartArray("contactLists");
        foreach (ContactRecord contact in contacts)
        {
            foreach (ListLink link in contact.Lists)
            {
                json.WriteStartObject();
                _contacts.WriteListLink(json, contact, link, IdEcho.Strings, 0);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    public void WriteTags(Utf8JsonWriter json, IReadOnlyList<ContactRecord> contacts)
    {
        json.WriteStartArray("contactTags");
        foreach (ContactRecord contact in contacts)
        {
            foreach (TagLink link in contact.Tags)
            {
                json.WriteStartObject();
                _contacts.WriteTagLink(json, contact, link, IdEcho.Strings, 0);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    public void WriteFieldValues(Utf8JsonWriter json, IReadOnlyList<ContactRecord> contacts)
    {
        json.WriteStartArray("fieldValues");
        foreach (ContactRecord contact in contacts)
        {
            foreach (FieldEntry entry in contact.Fields)
            {
                json.WriteStartObject();
                _contacts.WriteFieldValue(json, contact, entry, IdEcho.Strings, 0);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private void WriteTagNames(Utf8JsonWriter json, IReadOnlyList<ContactRecord> contacts)
    {
        json.WriteStartArray("tags");
        foreach (int id in contacts.SelectMany(contact => contact.Tags.ToArray()).Select(link => link.TagId).Distinct())
        {
            json.WriteStartObject();
            _tags.Write(json, _catalogue.Tag(id)!);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
