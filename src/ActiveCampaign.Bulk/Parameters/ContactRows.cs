using System.Collections.Generic;
using ActiveCampaign.Bulk.ConstantContact.Export;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Service.Export;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Makes rows of contacts of ours, with the columns of an exported file.</summary>
internal static class ContactRows
{
    /// <summary>Why a contact of one service does not come into another: it may not be written to, or nobody read whether it may. Null for others.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="target">The service it goes to; within one its own rules hold.</param>
    public static RowProblem? FindProblem(object contact, ServiceKind target) => contact switch
    {
        ACContact { Status: null } when target == ServiceKind.ConstantContact => Excluded(Messages.StandingUnread),
        ACContact one when target == ServiceKind.ConstantContact && !Standing.IsOpen(one.Status!) => Excluded(Messages.MayNotBeMailed(one.Status!)),
        CCContact one when !Standing.IsOpen(one.Permission) => Excluded(Messages.MayNotBeMailed(one.Permission)),
        CCContact one when !Standing.IsOpen(one.Status) => Excluded(Messages.MayNotBeMailed(one.Status)),
        _ => null,
    };

    /// <summary>What a contact has agreed to, in the words of its service; null where it does not come from another one.</summary>
    public static string? FindConsent(object contact, ServiceKind target) => contact switch
    {
        ACContact one when target == ServiceKind.ConstantContact => one.Status ?? "with a status that was not read",
        CCContact { Permission: "implicit" or "explicit", Status: not "active" } one when target == ServiceKind.ActiveCampaign => one.Status,
        CCContact one when target == ServiceKind.ActiveCampaign => one.Permission,
        _ => null,
    };

    /// <summary>The cells of a contact of Constant Contact, with the columns that an import of a service has for them; fields without a value are there and blank.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> CellsOf(CCContact contact, ServiceKind target)
    {
        bool isOwn = target == ServiceKind.ConstantContact;
        yield return new("email", contact.Email);
        yield return new("first_name", contact.FirstName);
        yield return new("last_name", contact.LastName);
        yield return new(isOwn ? "company_name" : "account", contact.CompanyName);
        yield return new("phone", contact.Values.TryGetValue("phone", out string? phone) ? phone : string.Empty);
        foreach (KeyValuePair<string, string> value in contact.Values)
        {
            if (value.Key is not ("email" or "first_name" or "last_name" or "company_name" or "phone"))
                yield return new(value.Key, value.Value);
        }

        foreach (StoredColumn field in contact.FieldColumns)
            yield return new(field.Name, ValueOf(contact.Fields, field.Name));
        if (contact.Tags is not null)
            yield return new(isOwn ? "contact_tags" : "tags", contact.Tags);
        if (contact.Lists is not null)
            yield return new(isOwn ? "contact_lists" : "lists", contact.Lists);
    }

    /// <summary>The cells that a contact has; what was not read is not there. In another service fields without a value are there and blank.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> CellsOf(ACContact contact, ServiceKind target)
    {
        bool isOwn = target == ServiceKind.ActiveCampaign;
        yield return new("id", contact.Id);
        yield return new("email", contact.Email);
        yield return new("first_name", contact.FirstName);
        yield return new("last_name", contact.LastName);
        yield return new("phone", contact.Phone);
        yield return new("account", contact.Account);
        foreach (KeyValuePair<string, string> field in isOwn && contact.Fields is not null ? contact.Fields : new Dictionary<string, string>())
            yield return new(field.Key, field.Value);
        foreach (ContactColumn field in isOwn ? [] : contact.FieldColumns)
            yield return new(field.Name, ValueOf(contact.Fields, field.Name));
        if (contact.Tags is not null)
            yield return new("tags", contact.Tags);
        if (contact.Lists is not null)
            yield return new("lists", contact.Lists);
        if (isOwn && contact.ListsUnsubscribed is not null)
            yield return new("lists_unsubscribed", contact.ListsUnsubscribed);
    }

    private static string ValueOf(IReadOnlyDictionary<string, string>? values, string name) => values is not null && values.TryGetValue(name, out string? text) ? text : string.Empty;

    private static RowProblem Excluded(string why) => new(RowReason.Excluded, why);
}
