namespace ActiveCampaign.Bulk;

/// <summary>What became of one contact that was to be deleted or changed.</summary>
public sealed class ACContactResult
{
    internal ACContactResult()
    {
    }

    /// <summary>The row's place in the input, from 1.</summary>
    public long Row { get; internal init; }

    /// <summary>The contact's id, or the one that was asked for; null where only the address is known.</summary>
    public int? Id { get; internal init; }

    /// <summary>Its address, or the one that was asked for; null where only the id is known.</summary>
    public string? Email { get; internal init; }

    /// <summary>What became of it.</summary>
    public ACContactState State { get; internal init; }

    /// <summary>More about it; empty where there is nothing to say.</summary>
    public string Message { get; internal init; } = string.Empty;

    /// <summary>The activity.</summary>
    public string ActivityId { get; internal init; } = string.Empty;

    /// <summary>The account's host.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; internal init; }
}
