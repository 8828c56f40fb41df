using System;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>One choice of a custom field.</summary>
internal sealed record FieldOption(int Id, string Value, string Label, int Order, bool IsDefault, DateTimeOffset Created);
