using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Catalog;
using ActiveCampaign.Bulk.Core.Exclusion;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Checks an import's settings against the account before a row is read, and again with what the columns need. It only
/// reads.
/// </summary>
public sealed class ImportPreparation
{
    private readonly CatalogReader _reader;
    private readonly ImportSettings _settings;
    private IReadOnlyList<FieldDefinition> _fields = [];
    private IReadOnlyList<ListDefinition>? _lists;
    private IReadOnlyList<TagDefinition>? _tags;

    /// <summary>Prepares for an account.</summary>
    public ImportPreparation(AccountConnection connection, ImportSettings settings)
    {
        _reader = new CatalogReader(connection);
        _settings = settings ?? throw new System.ArgumentNullException(nameof(settings));
    }

    /// <summary>The mapping with the names of lists and tags resolved.</summary>
    public MappingSettings Mapping { get; private set; } = new();

    /// <summary>Addresses that are never to be imported; null where no file names any.</summary>
    public ExclusionList? Exclusions { get; private set; }

    /// <summary>What the files of these addresses hold, as one SHA-256 each; null where there is none.</summary>
    public string? ExclusionHash { get; private set; }

    /// <summary>What the rows of the run leave behind.</summary>
    internal RowMemory Memory { get; } = new();

    /// <summary>What is known of the account by now.</summary>
    public AccountCatalog Catalog => new(_fields, _lists ?? [], _tags ?? []);

    /// <summary>Reads what the settings name and checks them.</summary>
    /// <exception cref="BulkException">A list or tag does not exist, or two settings exclude each other.</exception>
    public async Task PrepareAsync(CancellationToken token)
    {
        CheckConflicts();
        await ReadExclusionsAsync(token).ConfigureAwait(false);
        if (_settings.Lists.Count + _settings.UnsubscribeLists.Count > 0)
            _lists = await _reader.ListsAsync(token).ConfigureAwait(false);
        if (_settings.Tags.Count > 0)
            _tags = await _reader.TagsAsync(token).ConfigureAwait(false);
        if (_settings.Action == ImportAction.Import)
            _fields = await _reader.FieldsAsync(token).ConfigureAwait(false);
        Resolve();
    }

    /// <summary>Checks a shape and reads what its columns need; returns the mapper for the run.</summary>
    /// <exception cref="BulkException">The shape does not fit.</exception>
    public async Task<RowMapper> MapperForAsync(RowShape shape, CancellationToken token)
    {
        ColumnPlan plan = Plan(shape);
        if (_settings.Method == ImportMethod.Single && plan.Has(ColumnKind.Account))
            throw new BulkException(BulkError.SettingsConflict, Texts.SingleWithAccount);
        if (plan.Has(ColumnKind.Lists) || plan.Has(ColumnKind.ListsUnsubscribed) || plan.Has(ColumnKind.OptOut))
            _lists ??= await _reader.ListsAsync(token).ConfigureAwait(false);
        if (plan.Has(ColumnKind.Tags))
            _tags ??= await _reader.TagsAsync(token).ConfigureAwait(false);
        return new RowMapper(Mapping, Catalog, Memory);
    }

    /// <summary>A mapper for the rows of an exported file, whatever else is in it, and where its columns lead.</summary>
    /// <exception cref="BulkException">It has no column of addresses.</exception>
    internal async Task<(RowMapper Mapper, ColumnPlan Plan)> MapperForExportAsync(RowShape shape, CancellationToken token)
    {
        _lists ??= await _reader.ListsAsync(token).ConfigureAwait(false);
        _tags ??= await _reader.TagsAsync(token).ConfigureAwait(false);
        ColumnPlanner planner = new(new MappingSettings(), Catalog);
        MappingSettings mapping = new()
        {
            AllowNewTag = true,
            MaxNewTag = int.MaxValue,
            ColumnMap = shape.Columns.Where(column => !planner.Knows(column)).Distinct(System.StringComparer.OrdinalIgnoreCase).ToDictionary(column => column, _ => (string?)null),
        };
        RowMapper mapper = new(mapping, Catalog);
        return (mapper, mapper.PlanFor(shape));
    }

    private async Task ReadExclusionsAsync(CancellationToken token)
    {
        if (_settings.ExcludePaths.Count == 0)
            return;
        Exclusions = ExclusionReader.Read(_settings.ExcludePaths, token);
        List<string> hashes = [];
        foreach (string path in _settings.ExcludePaths)
            hashes.Add(await FileHash.OfAsync(path, token).ConfigureAwait(false));
        ExclusionHash = string.Join(",", hashes);
    }

    private ColumnPlan Plan(RowShape shape)
    {
        RejectIntake? intake = RejectIntake.For(shape, Mapping);
        try
        {
            return new ColumnPlanner(Mapping, Catalog).Plan(intake?.Shape ?? shape);
        }
        catch (BulkException e) when (intake is not null && !_settings.HasSettingsFrom && e.Error is BulkError.UnknownColumn or BulkError.NoEmailColumn)
        {
            throw new BulkException(e.Error, e.Message + Texts.RejectHint, e.Target, e);
        }
    }

    private void CheckConflicts()
    {
        DateFormats.Check(_settings.Mapping.DateFormat);
        if (_settings.OnDuplicate == DuplicateMode.KeepLast && _settings.Source is null)
            throw new BulkException(BulkError.SettingsConflict, Texts.KeepLastWithoutFile);
        if (_settings.ComparedTo is not null && !_settings.IsNamed)
            throw new BulkException(BulkError.SettingsConflict, Texts.ComparedWithoutName);
        if (_settings.ComparedTo is null && _settings.AllowFull)
            throw new BulkException(BulkError.SettingsConflict, Texts.FullWithoutCompared);
        if (_settings.Method != ImportMethod.Single)
            return;
        if (_settings is { Resubscribe: true, SkipAutomation: true })
            throw new BulkException(BulkError.SettingsConflict, Texts.ResubscribeWithSkipAutomation);
        if (_settings.Canary > 0)
            throw new BulkException(BulkError.SettingsConflict, Texts.CanaryWithSingle);
        if (_settings.SkipAutomation)
            throw new BulkException(BulkError.SettingsConflict, Texts.SingleWithSkipAutomation);
        if (_settings.Callback is not null)
            throw new BulkException(BulkError.SettingsConflict, Texts.SingleWithCallback);
    }

    private void Resolve()
    {
        AccountCatalog catalog = Catalog;
        List<int> subscribe = _settings.Lists.Select(new NameResolver(catalog).List).Distinct().ToList();
        List<int> unsubscribe = _settings.UnsubscribeLists.Select(new NameResolver(catalog) { TakesBareIds = false }.List).Distinct().ToList();
        if (subscribe.Intersect(unsubscribe).Any())
            throw new BulkException(BulkError.SettingsConflict, Texts.ListBothWays);
        Mapping = _settings.Mapping with { Subscribe = subscribe, Unsubscribe = unsubscribe, Tags = ResolveTags(catalog) };
    }

    private List<string> ResolveTags(AccountCatalog catalog)
    {
        List<string> tags = [];
        int fresh = 0;
        foreach (string name in _settings.Tags)
        {
            TagDefinition? tag = new NameResolver(catalog).FindTag(name);
            if (tag is null && (!_settings.Mapping.AllowNewTag || ++fresh > _settings.Mapping.MaxNewTag))
                throw new BulkException(BulkError.UnknownTag, Texts.UnknownTag(name, NearestName.Find(name, catalog.Tags.Select(known => known.Name))), name);
            if (tag is null && name.IndexOf('"') >= 0)
                throw new BulkException(BulkError.UnknownTag, Texts.TagQuoted(name), name);
            string spelled = tag?.Name ?? name.Trim();
            if (!tags.Contains(spelled, System.StringComparer.OrdinalIgnoreCase))
                tags.Add(spelled);
        }

        return tags;
    }
}
