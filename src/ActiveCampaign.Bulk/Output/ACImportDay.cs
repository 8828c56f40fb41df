namespace ActiveCampaign.Bulk;

/// <summary>An account's imports of one day, of all programs.</summary>
public sealed class ACImportDay
{
    internal ACImportDay()
    {
    }

    /// <summary>The day as the service writes it.</summary>
    public string Date { get; internal init; } = string.Empty;

    /// <summary>Batches.</summary>
    public int Batches { get; internal init; }

    /// <summary>Contacts.</summary>
    public int Contacts { get; internal init; }

    /// <summary>True for what is not done yet, false for what was done in the last seven days.</summary>
    public bool IsOutstanding { get; internal init; }

    /// <summary>The account's host.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; internal init; }
}
