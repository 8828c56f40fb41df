using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Names;

/// <summary>Something that an account has by name.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="More">What else its service tells of it.</param>
internal sealed record KnownName(string Id, string Name, IReadOnlyList<string> More);
