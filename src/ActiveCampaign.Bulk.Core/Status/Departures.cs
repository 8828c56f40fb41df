using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>What is to be read back before a batch may be settled as completed.</summary>
/// <param name="Lists">The lists that its contacts were to leave.</param>
/// <param name="Contacts">Its contacts, by their rows; null where the journal cannot be had at this moment.</param>
internal sealed record Departures(IReadOnlyList<string> Lists, IReadOnlyList<ContactReference>? Contacts);
