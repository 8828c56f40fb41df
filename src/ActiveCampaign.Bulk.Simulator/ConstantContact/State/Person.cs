using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.State;

/// <summary>One contact. Deleted ones stay, and come back with the next import.</summary>
internal sealed class Person
{
    public Person(Guid id, int number, DateTimeOffset created)
    {
        Id = id;
        Number = number;
        Created = created;
        Updated = created;
        OptInDate = created;
    }

    public Guid Id { get; }

    /// <summary>The place in the order of creation, from 1.</summary>
    public int Number { get; }

    public string Email { get; set; } = "";

    public string SmsNumber { get; set; } = "";

    public bool SmsIsExplicit { get; set; }

    /// <summary>The standard properties by the names that imports use.</summary>
    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    public Dictionary<Guid, string> Fields { get; } = [];

    public List<Guid> Lists { get; } = [];

    public List<Guid> Tags { get; } = [];

    public Permission Permission { get; set; }

    public string OptInSource { get; set; } = "Account";

    public DateTimeOffset OptInDate { get; set; }

    public string OptOutSource { get; set; } = "";

    public DateTimeOffset? OptOutDate { get; set; }

    public DateTimeOffset Created { get; }

    public DateTimeOffset Updated { get; set; }

    public DateTimeOffset? Deleted { get; set; }

    public int TimesApplied { get; set; }

    public string Status => Deleted is not null ? "deleted" : Permission switch
    {
        Permission.Implicit or Permission.Explicit => "active",
        _ => PermissionName,
    };

    public string PermissionName => Permission switch
    {
        Permission.Implicit => "implicit",
        Permission.Explicit => "explicit",
        Permission.PendingConfirmation => "pending_confirmation",
        Permission.Unsubscribed => "unsubscribed",
        Permission.TempHold => "temp_hold",
        _ => "not_set",
    };
}
