using System.Collections.Generic;

namespace ActiveCampaign.Bulk;

/// <summary>A custom field of an account of Constant Contact.</summary>
public sealed class CCField
{
    internal CCField()
    {
    }

    /// <summary>Its id, a UUID.</summary>
    public string Id { get; internal init; } = string.Empty;

    /// <summary>What people call it; a column of that name finds it.</summary>
    public string Label { get; internal init; } = string.Empty;

    /// <summary>What the service calls it; a column of that name finds it, with <c>cf:</c> in front or without.</summary>
    public string Name { get; internal init; } = string.Empty;

    /// <summary>The service's word for its type.</summary>
    public string Type { get; internal init; } = string.Empty;

    /// <summary>What can be chosen, where it has choices.</summary>
    public IReadOnlyList<string> Choice { get; internal init; } = [];

    /// <summary>The account.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; internal init; }

    /// <summary>The name, so that it stands for itself where one is asked for.</summary>
    public override string ToString() => Name;
}
