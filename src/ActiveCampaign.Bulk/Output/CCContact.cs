using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.ConstantContact.Export;

namespace ActiveCampaign.Bulk;

/// <summary>A contact of Constant Contact as the account had it when it was read. What -Property left out is null.</summary>
public sealed class CCContact
{
    internal CCContact()
    {
    }

    /// <summary>Its id, a UUID.</summary>
    public string Id { get; internal init; } = string.Empty;

    /// <summary>Address; empty for a contact without one.</summary>
    public string Email { get; internal init; } = string.Empty;

    /// <summary>active, unsubscribed, deleted, pending_confirmation, temp_hold or not_set.</summary>
    public string Status { get; internal init; } = string.Empty;

    /// <summary>What it has agreed to: implicit, explicit, unsubscribed, pending_confirmation, temp_hold or not_set.</summary>
    public string Permission { get; internal init; } = string.Empty;

    /// <summary>First name.</summary>
    public string FirstName { get; internal init; } = string.Empty;

    /// <summary>Last name.</summary>
    public string LastName { get; internal init; } = string.Empty;

    /// <summary>Name of its company.</summary>
    public string CompanyName { get; internal init; } = string.Empty;

    /// <summary>Telephone numbers, address, birthday and the like that it has, by the names of their columns.</summary>
    public IReadOnlyDictionary<string, string> Values { get; internal init; } = new Dictionary<string, string>();

    /// <summary>Values of custom fields by label, or by cf:name where the label is not enough.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; internal init; }

    /// <summary>The fields that were asked for, whether it has a value in them or not.</summary>
    internal IReadOnlyList<StoredColumn> FieldColumns { get; init; } = [];

    /// <summary>Names of its lists.</summary>
    public IReadOnlyList<string>? Lists { get; internal init; }

    /// <summary>Names of its tags.</summary>
    public IReadOnlyList<string>? Tags { get; internal init; }

    /// <summary>When it came in; null where the service does not say.</summary>
    public DateTimeOffset? OptedInAt { get; internal init; }

    /// <summary>Who brought it in: Account or Contact.</summary>
    public string OptInSource { get; internal init; } = string.Empty;

    /// <summary>When it left; null where it has not.</summary>
    public DateTimeOffset? OptedOutAt { get; internal init; }

    /// <summary>When it was made; null where the service does not say.</summary>
    public DateTimeOffset? Created { get; internal init; }

    /// <summary>When it was changed last; null where the service does not say.</summary>
    public DateTimeOffset? Updated { get; internal init; }

    /// <summary>The account.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; internal init; }
}
