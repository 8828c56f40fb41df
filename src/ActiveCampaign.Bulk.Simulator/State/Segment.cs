using System;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>A saved condition on contacts.</summary>
internal sealed record Segment(int Id, string Name, Func<ContactSnapshot, bool> Condition);
