using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.ConstantContact.Mapping;

/// <summary>The tags that people of an import get after it, each row its own. Those that are new are made before the first row. Used by one thread.</summary>
internal sealed class FollowUpTags
{
    private readonly AccountNames _names;
    private readonly IReadOnlyList<string> _wanted;
    private readonly Dictionary<RowShape, MemberDeed?> _deeds = [];
    private IReadOnlyList<AccountTag> _known;

    private FollowUpTags(AccountNames names, IReadOnlyList<string> wanted, IReadOnlyList<AccountTag> known) => (_names, _wanted, _known) = (names, wanted, known);

    /// <summary>Reads what the account has.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public static async Task<FollowUpTags> ReadAsync(AccountNames names, ImportSettings settings, CancellationToken token) =>
        new(names, settings.Mapping.AllowNewTag ? settings.Tags : [], await names.TagsAsync(token).ConfigureAwait(false));

    /// <summary>Makes those that are new, and allowed.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task MakeAsync(CancellationToken token)
    {
        List<string> fresh = _wanted.Where(tag => !tag.StartsWith(NameFinder.IdPrefix, StringComparison.Ordinal) && !NameFinder.IsTag(tag, _known)).ToList();
        if (fresh.Count == 0)
            return;
        foreach (string name in fresh)
            await _names.MakeTagAsync(name, token).ConfigureAwait(false);
        _known = await _names.TagsAsync(token).ConfigureAwait(false);
    }

    /// <summary>What a row gets; null where one of its tags is not there.</summary>
    public MemberDeed? Find(SourceRow row)
    {
        if (_deeds.TryGetValue(row.Shape, out MemberDeed? deed))
            return deed;
        List<string?> ids = MemberRows.TagsOf(row)!.Select(tag => NameFinder.FindTag(tag, _known)).ToList();
        return _deeds[row.Shape] = ids.Contains(null) ? null : new MemberDeed(ImportAction.AddTag, ids.ConvertAll(id => id!));
    }
}
