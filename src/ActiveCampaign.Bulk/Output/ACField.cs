using System.Collections.Generic;

namespace ActiveCampaign.Bulk;

/// <summary>A custom field of the account.</summary>
public sealed class ACField
{
    internal ACField()
    {
    }

    /// <summary>Numeric id; a column named <c>field:ID</c> finds it.</summary>
    public int Id { get; internal init; }

    /// <summary>Title; a column of that name finds it.</summary>
    public string Name { get; internal init; } = string.Empty;

    /// <summary>Personalization tag, without percent signs; a column of that name finds it.</summary>
    public string PersTag { get; internal init; } = string.Empty;

    /// <summary>The service's word for its type.</summary>
    public string Type { get; internal init; } = string.Empty;

    /// <summary>Option texts, where it has options.</summary>
    public IReadOnlyList<string> Option { get; internal init; } = [];

    /// <summary>The account's host.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; internal init; }

    /// <summary>The name, so that it stands for itself where one is asked for.</summary>
    public override string ToString() => Name;
}
