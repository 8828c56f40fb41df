using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Contract;

/// <summary>What a contact says that was sent, as far as the engine must know.</summary>
/// <param name="Email">Its address.</param>
/// <param name="Changes">What of the contact it changes beside its values.</param>
internal sealed record ContactGist(string Email, Touches Changes)
{
    /// <summary>Tags that it gets once it is in, by name or id; none where the import itself gives them.</summary>
    public IReadOnlyList<string> TagsAfter { get; init; } = [];
}
