using System;

namespace ActiveCampaign.Bulk.Core.Batching;

/// <summary>What stands around the contacts in a request's body; the same for every batch of an activity.</summary>
/// <param name="Prefix">Before the first contact.</param>
/// <param name="Suffix">After the last one. May hold callback secrets: it is never written to the journal.</param>
internal sealed record ImportEnvelope(ReadOnlyMemory<byte> Prefix, ReadOnlyMemory<byte> Suffix);
