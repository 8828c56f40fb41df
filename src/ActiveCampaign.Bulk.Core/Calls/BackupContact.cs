using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Calls;

/// <summary>A contact with all that a later import can bring back.</summary>
/// <param name="Id">The contact's id.</param>
internal sealed record BackupContact(int Id)
{
    /// <summary>Whether all of its parts were read with it.</summary>
    public bool IsWhole { get; init; }

    public string Email { get; init; } = string.Empty;

    public string FirstName { get; init; } = string.Empty;

    public string LastName { get; init; } = string.Empty;

    public string Phone { get; init; } = string.Empty;

    /// <summary>Values by the field's id.</summary>
    public Dictionary<int, string> Fields { get; } = [];

    /// <summary>Names of tags.</summary>
    public List<string> Tags { get; } = [];

    /// <summary>Names of the lists it is active on.</summary>
    public List<string> Lists { get; } = [];

    /// <summary>Names of the lists it has left.</summary>
    public List<string> UnsubscribedLists { get; } = [];
}
