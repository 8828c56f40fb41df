namespace ActiveCampaign.Bulk;

/// <summary>A contact tag of an account of Constant Contact.</summary>
public sealed class CCTag
{
    internal CCTag()
    {
    }

    /// <summary>Its id, a UUID.</summary>
    public string Id { get; internal init; } = string.Empty;

    /// <summary>Name as the account shows it.</summary>
    public string Name { get; internal init; } = string.Empty;

    /// <summary>Contacts that have it; null where the service does not say.</summary>
    public int? Contacts { get; internal init; }

    /// <summary>The account.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; internal init; }

    /// <summary>The name, so that it stands for itself where one is asked for.</summary>
    public override string ToString() => Name;
}
