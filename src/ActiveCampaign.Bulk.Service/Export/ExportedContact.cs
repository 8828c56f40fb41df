using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>A contact as the account has it. Of its parts it has those that were asked for.</summary>
public sealed record ExportedContact
{
    /// <summary>Numeric id.</summary>
    public required int Id { get; init; }

    /// <summary>Address, possibly empty.</summary>
    public required string Email { get; init; }

    /// <summary>First name, or empty.</summary>
    public required string FirstName { get; init; }

    /// <summary>Last name, or empty.</summary>
    public required string LastName { get; init; }

    /// <summary>Phone number, or empty.</summary>
    public required string Phone { get; init; }

    /// <summary>Name of the account (company) it belongs to, or empty.</summary>
    public required string Account { get; init; }

    /// <summary>When it was made, as the service writes it; or empty.</summary>
    public required string Created { get; init; }

    /// <summary>When it was changed, as the service writes it; or empty.</summary>
    public required string Updated { get; init; }

    /// <summary>Values of custom fields by the field's id, as the service keeps them.</summary>
    public required IReadOnlyDictionary<int, string> Fields { get; init; }

    /// <summary>Its tags, by id.</summary>
    public required IReadOnlyList<ExportedTag> Tags { get; init; }

    /// <summary>Its states by list id, as numbers of the service.</summary>
    public required IReadOnlyDictionary<int, int> Lists { get; init; }

    /// <summary>Whether a text of it came damaged from the service: what it was is not known.</summary>
    public bool IsDamaged => new[] { Email, FirstName, LastName, Phone, Account }.Concat(Fields.Values).Concat(Tags.Select(tag => tag.Name)).Any(TextRules.IsDamaged);

    /// <summary>How it stands: on one list, or on all of them together.</summary>
    /// <returns>active, bounced, unsubscribed or unconfirmed; none for a contact on no list.</returns>
    public string StatusOn(int? list)
    {
        if (list is int id)
            return Lists.TryGetValue(id, out int state) ? Word(state) : "none";
        HashSet<int> all = [.. Lists.Values];
        foreach (ContactStatus status in new[] { ContactStatus.Active, ContactStatus.Bounced, ContactStatus.Unsubscribed, ContactStatus.Unconfirmed })
        {
            if (all.Contains((int)status))
                return Word((int)status);
        }

        return "none";
    }

    /// <summary>The word for a state.</summary>
    public static string Word(int state) => (ContactStatus)state switch
    {
        ContactStatus.Active => "active",
        ContactStatus.Bounced => "bounced",
        ContactStatus.Unsubscribed => "unsubscribed",
        ContactStatus.Unconfirmed => "unconfirmed",
        _ => "none",
    };
}
