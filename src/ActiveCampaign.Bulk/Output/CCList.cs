using System;

namespace ActiveCampaign.Bulk;

/// <summary>A list of an account of Constant Contact.</summary>
public sealed class CCList
{
    internal CCList()
    {
    }

    /// <summary>Its id, a UUID.</summary>
    public string Id { get; internal init; } = string.Empty;

    /// <summary>Name as the account shows it.</summary>
    public string Name { get; internal init; } = string.Empty;

    /// <summary>What the account notes about it; empty where that is nothing.</summary>
    public string Description { get; internal init; } = string.Empty;

    /// <summary>Contacts on it; null where the service does not say.</summary>
    public int? Members { get; internal init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedAt { get; internal init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset? UpdatedAt { get; internal init; }

    /// <summary>The account.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; internal init; }

    /// <summary>The name, so that it stands for itself where one is asked for.</summary>
    public override string ToString() => Name;
}
