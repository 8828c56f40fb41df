using ActiveCampaign.Bulk.Core;

namespace ActiveCampaign.Bulk;

/// <summary>A contact tag of the account.</summary>
public sealed class ACTag
{
    internal ACTag(int id, string name, string description, string host, bool isSimulator)
    {
        Id = id;
        Name = PlainText.Of(name);
        Description = PlainText.Of(description);
        Host = host;
        IsSimulator = isSimulator;
    }

    /// <summary>Numeric id.</summary>
    public int Id { get; }

    /// <summary>Name as the account shows it.</summary>
    public string Name { get; }

    /// <summary>Its description.</summary>
    public string Description { get; }

    /// <summary>The account's host.</summary>
    public string Host { get; }

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; }

    /// <summary>The name, so that it stands for itself where one is asked for.</summary>
    public override string ToString() => Name;
}
