using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>The body of a single call on a contact. Null is a member that was not sent.</summary>
internal sealed record ContactInput(
    string? Email, string? FirstName, string? LastName, string? Phone, IReadOnlyList<FieldInput> Fields)
{
    private static readonly string[] s_members = ["email", "firstName", "lastName", "phone", "fieldValues"];
    private static readonly string[] s_fieldMembers = ["field", "value"];

    public static ContactInput? Read(ApiCall call, BodyReader bodies)
    {
        if (bodies.Resource(call, "contact", s_members) is not { } contact)
            return null;
        List<FieldInput> fields = [];
        foreach (JsonElement item in BodyReader.Objects(contact, "fieldValues"))
        {
            bodies.Check(item, "fieldValues[]", s_fieldMembers);
            if (BodyReader.Text(item, "value") is { } value)
                fields.Add(new FieldInput(BodyReader.Id(item, "field"), value));
        }

        return new ContactInput(
            BodyReader.Text(contact, "email")?.Trim(),
            BodyReader.Text(contact, "firstName"),
            BodyReader.Text(contact, "lastName"),
            BodyReader.Text(contact, "phone"),
            fields);
    }
}
