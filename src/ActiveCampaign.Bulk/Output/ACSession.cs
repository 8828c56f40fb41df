using System;

namespace ActiveCampaign.Bulk;

/// <summary>A connection to an account. The token is not in it; the live connection is found by the object itself.</summary>
public sealed class ACSession
{
    internal ACSession(string name, Uri uri, bool isSimulator, DateTimeOffset connectedAt)
    {
        Name = name;
        Uri = uri;
        IsSimulator = isSimulator;
        ConnectedAt = connectedAt;
    }

    /// <summary>Name the connection goes by in its runspace.</summary>
    public string Name { get; }

    /// <summary>The API's address.</summary>
    public Uri Uri { get; }

    /// <summary>The account's host.</summary>
    public string Host => Uri.Authority;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
