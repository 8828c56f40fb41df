using System;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>A list that contacts can be on.</summary>
internal sealed record MailingList(int Id, string Name, DateTimeOffset Created)
{
    public string? StringId { get; init; }

    public string SenderUrl { get; init; } = "http://simulator.example";

    public string SenderReminder { get; init; } = "You signed up.";

    public string Channel { get; init; } = "email";

    public DateTimeOffset? Updated { get; init; }
}
