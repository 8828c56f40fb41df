using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.ConstantContact.Mapping;

/// <summary>
/// The tags that rows of a run get once they are in: by id, or by name where the tag is new. A new name must be allowed, and
/// no more of them than the limit, since the account keeps it for good. Used by one thread.
/// </summary>
internal sealed class RowTags
{
    private readonly IReadOnlyList<AccountTag> _known;
    private readonly MappingSettings _settings;
    private readonly ValueSplitter _splitter;
    private readonly Dictionary<string, string> _new = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _found = new(StringComparer.Ordinal);

    /// <summary>Finds tags for a run.</summary>
    /// <param name="known">The tags of the account.</param>
    /// <param name="named">Those that every row gets.</param>
    /// <param name="settings">What is allowed.</param>
    /// <exception cref="BulkException">One that every row gets is not there, or there are too many.</exception>
    public RowTags(IReadOnlyList<AccountTag> known, IReadOnlyList<string> named, MappingSettings settings)
    {
        _known = known;
        _settings = settings;
        _splitter = new ValueSplitter(settings.ValueSeparator);
        ForAll = named.Select(name => Find(name, name.Trim(), out RowProblem? problem) ?? throw Unknown(name, problem!)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (ForAll.Count > Headings.MaxTags)
            throw new BulkException(BulkError.SettingsConflict, ConstantContactTexts.TooManyTags(ForAll.Count));
    }

    /// <summary>Those that every row gets.</summary>
    public IReadOnlyList<string> ForAll { get; }

    /// <summary>The names that are to be made.</summary>
    public IReadOnlyCollection<string> New => _new.Values;

    /// <summary>Adds the tags of a cell to those of its row; the problem where one of them cannot be had.</summary>
    public RowProblem? Take(object cell, string column, List<string> tags)
    {
        foreach (string name in _splitter.Names(cell, text => NameFinder.IsTag(text, _known)))
        {
            if (Find(name, column, out RowProblem? problem) is not string tag)
                return problem;
            if (!tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
                tags.Add(tag);
        }

        return null;
    }

    private string? Find(string name, string column, out RowProblem? problem)
    {
        problem = null;
        if (_found.TryGetValue(name, out string? known) || _new.TryGetValue(name.Trim(), out known))
            return known;
        try
        {
            if (NameFinder.FindTag(name, _known) is string id)
                return _found[name] = NameFinder.IdPrefix + id;
        }
        catch (BulkException e)
        {
            problem = new RowProblem(RowReason.TagUnknown, e.Message, column);
            return null;
        }

        problem = FindProblem(name.Trim(), column);
        return problem is null ? _new[name.Trim()] = name.Trim() : null;
    }

    private RowProblem? FindProblem(string name, string column)
    {
        if (!_settings.AllowNewTag || name.StartsWith(NameFinder.IdPrefix, StringComparison.OrdinalIgnoreCase))
            return new RowProblem(RowReason.TagUnknown, ConstantContactTexts.TagUnknown(name, NearestName.Find(name, _known.Select(tag => tag.Name))), column) { Missing = name };
        if (name.IndexOf('"') >= 0)
            return new RowProblem(RowReason.TagUnknown, ConstantContactTexts.TagQuoted(name), column) { Missing = name };
        return _new.Count >= _settings.MaxNewTag ? new RowProblem(RowReason.TagLimit, ConstantContactTexts.TagLimit(name, _settings.MaxNewTag), column) { Missing = name } : null;
    }

    // Several of one name have no missing one.
    private static BulkException Unknown(string name, RowProblem problem) =>
        new(problem is { Reason: RowReason.TagUnknown, Missing: null } ? BulkError.AmbiguousName : BulkError.UnknownTag, problem.Text, name);
}
