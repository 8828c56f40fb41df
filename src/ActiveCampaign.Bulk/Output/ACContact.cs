using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Service.Export;

namespace ActiveCampaign.Bulk;

/// <summary>A contact as the account had it when it was read. What -Property left out is null.</summary>
public sealed class ACContact
{
    internal ACContact()
    {
    }

    /// <summary>Numeric id.</summary>
    public int Id { get; internal init; }

    /// <summary>Address; empty for a contact without one.</summary>
    public string Email { get; internal init; } = string.Empty;

    /// <summary>First name.</summary>
    public string FirstName { get; internal init; } = string.Empty;

    /// <summary>Last name.</summary>
    public string LastName { get; internal init; } = string.Empty;

    /// <summary>Phone number.</summary>
    public string Phone { get; internal init; } = string.Empty;

    /// <summary>Name of the account (company) it belongs to.</summary>
    public string Account { get; internal init; } = string.Empty;

    /// <summary>active, bounced, unsubscribed, unconfirmed or none: on the list of -List, else on all lists together.</summary>
    public string? Status { get; internal init; }

    /// <summary>When it was made; null where the service does not say.</summary>
    public DateTimeOffset? Created { get; internal init; }

    /// <summary>When it was changed; null where the service does not say.</summary>
    public DateTimeOffset? Updated { get; internal init; }

    /// <summary>Values of custom fields by title, or by field:ID where the title is not enough.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; internal init; }

    /// <summary>The fields that were asked for, whether it has a value in them or not.</summary>
    internal IReadOnlyList<ContactColumn> FieldColumns { get; init; } = [];

    /// <summary>Names of its tags.</summary>
    public IReadOnlyList<string>? Tags { get; internal init; }

    /// <summary>Lists it is active on.</summary>
    public IReadOnlyList<string>? Lists { get; internal init; }

    /// <summary>Lists it has left.</summary>
    public IReadOnlyList<string>? ListsUnsubscribed { get; internal init; }

    /// <summary>Lists it has not confirmed yet.</summary>
    public IReadOnlyList<string>? ListsUnconfirmed { get; internal init; }

    /// <summary>The account's host.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; internal init; }
}
