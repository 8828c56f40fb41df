using System.Collections.Generic;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Mapping;

/// <summary>
/// Spells tags as the account has them. The service creates an unknown tag for good, so a new name must be allowed,
/// and no more of them than the limit.
/// </summary>
internal sealed class TagNames
{
    private readonly AccountCatalog _catalog;
    private readonly MappingSettings _settings;
    private readonly Dictionary<string, string> _new;

    /// <summary>Makes the names of one run.</summary>
    /// <param name="catalog">What the account has.</param>
    /// <param name="settings">What is allowed.</param>
    /// <param name="known">New names of the run so far, compared without case.</param>
    public TagNames(AccountCatalog catalog, MappingSettings settings, Dictionary<string, string> known)
    {
        _new = known;
        _catalog = catalog;
        _settings = settings;
        foreach (string tag in settings.Tags)
        {
            if (catalog.FindTag(tag) is null)
                _new[tag] = tag;
        }
    }

    /// <summary>The names that would be created.</summary>
    public IReadOnlyCollection<string> New => _new.Values;

    /// <summary>Whether the account, or this run, has that name.</summary>
    public bool IsKnown(string text) => _catalog.FindTagNamed(text) is not null || _new.ContainsKey(text);

    /// <summary>The name as the account spells it; null when it is refused.</summary>
    public string? Resolve(string text, string column, out RowProblem? problem)
    {
        problem = null;
        if (_catalog.FindTagNamed(text) is TagDefinition tag)
            return tag.Name;
        if (_new.TryGetValue(text, out string? spelled))
            return spelled;
        if (_settings.AllowNewTag && text.IndexOf('"') >= 0)
        {
            problem = new RowProblem(RowReason.TagUnknown, ServiceTexts.TagQuoted(text), column) { Missing = text };
            return null;
        }

        if (!_settings.AllowNewTag)
        {
            problem = new RowProblem(RowReason.TagUnknown, ServiceTexts.TagUnknown(text), column) { Missing = text };
            return null;
        }

        if (_new.Count >= _settings.MaxNewTag)
        {
            problem = new RowProblem(RowReason.TagLimit, ServiceTexts.TagLimit(text, _settings.MaxNewTag), column) { Missing = text };
            return null;
        }

        _new.Add(text, text);
        return text;
    }
}
