using ActiveCampaign.Bulk.Core;

namespace ActiveCampaign.Bulk;

/// <summary>A list of the account.</summary>
public sealed class ACList
{
    internal ACList(int id, string name, string stringId, string host, bool isSimulator)
    {
        Id = id;
        Name = PlainText.Of(name);
        StringId = PlainText.Of(stringId);
        Host = host;
        IsSimulator = isSimulator;
    }

    /// <summary>Numeric id.</summary>
    public int Id { get; }

    /// <summary>Name as the account shows it.</summary>
    public string Name { get; }

    /// <summary>The service's URL-safe name.</summary>
    public string StringId { get; }

    /// <summary>The account's host.</summary>
    public string Host { get; }

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; }

    /// <summary>The name, so that it stands for itself where one is asked for.</summary>
    public override string ToString() => Name;
}
