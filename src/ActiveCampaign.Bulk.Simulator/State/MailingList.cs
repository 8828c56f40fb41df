using System;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>A list that contacts can be on.</summary>
internal sealed record MailingList(int Id, string Name, DateTimeOffset Created);
