using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator;

/// <summary>A contact as it stood at a moment.</summary>
public sealed record ContactSnapshot
{
    /// <summary>The contact's id.</summary>
    public required int Id { get; init; }

    /// <summary>The address, in the case it was created with.</summary>
    public required string Email { get; init; }

    /// <summary>The first name; empty for none.</summary>
    public required string FirstName { get; init; }

    /// <summary>The last name; empty for none.</summary>
    public required string LastName { get; init; }

    /// <summary>The phone number; empty for none.</summary>
    public required string Phone { get; init; }

    /// <summary>The account the contact belongs to; empty for none.</summary>
    public required string AccountName { get; init; }

    /// <summary>The names of its tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Its values by field id.</summary>
    public required IReadOnlyDictionary<int, string> FieldValues { get; init; }

    /// <summary>Its states by list id.</summary>
    public required IReadOnlyDictionary<int, ContactListStatus> Lists { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>How many automations ran for it.</summary>
    public required int AutomationRuns { get; init; }

    /// <summary>How many rows of imports were applied to it.</summary>
    public required int TimesApplied { get; init; }
}
