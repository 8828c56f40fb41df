using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.State;

/// <summary>A contact as it stood at a moment.</summary>
public sealed record PersonSnapshot
{
    /// <summary>Its <c>contact_id</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The address, in the case it was created with; empty for none.</summary>
    public required string Email { get; init; }

    /// <summary>The number for text messages; empty for none.</summary>
    public required string SmsNumber { get; init; }

    /// <summary>The standard properties by the names that imports use, <c>first_name</c> and so on.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>The custom fields by name, without <c>cf:</c>.</summary>
    public required IReadOnlyDictionary<string, string> CustomFields { get; init; }

    /// <summary>The names of its lists.</summary>
    public required IReadOnlyList<string> Lists { get; init; }

    /// <summary>The names of its tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Whether the account may write to it.</summary>
    public required Permission Permission { get; init; }

    /// <summary>Who let it in: <c>Account</c> or <c>Contact</c>.</summary>
    public required string OptInSource { get; init; }

    /// <summary>Its <c>status</c> as filters have it: active, deleted, unsubscribed and so on.</summary>
    public required string Status { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>How many rows of imports were applied to it.</summary>
    public required int TimesApplied { get; init; }
}
