using System;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>A pause that the service has asked for.</summary>
/// <param name="Until">When one call tries again.</param>
/// <param name="AskedUntil">Until when the service asked nobody to call, where that is later; the others wait until it takes that one call.</param>
internal sealed record LanePause(DateTimeOffset Until, DateTimeOffset? AskedUntil);
