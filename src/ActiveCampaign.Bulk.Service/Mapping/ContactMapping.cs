using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Service.Mapping;

/// <summary>Maps the rows of a run against the account's fields, lists and tags, which it reads as they are needed.</summary>
internal sealed class ContactMapping : RowMapping
{
    private readonly CatalogReader _reader;
    private readonly ImportSettings _settings;
    private readonly RowMemory _memory = new();
    private readonly Dictionary<string, string> _targets = new(StringComparer.OrdinalIgnoreCase);
    private MappingSettings _mapping = new();
    private IReadOnlyList<FieldDefinition> _fields = [];
    private IReadOnlyList<ListDefinition>? _lists;
    private IReadOnlyList<TagDefinition>? _tags;

    private ContactMapping(AccountConnection connection, ImportSettings settings)
    {
        _reader = new CatalogReader(connection);
        _settings = settings;
    }

    /// <summary>Reads what the settings name and checks them.</summary>
    /// <exception cref="BulkException">A list or tag does not exist, or two settings exclude each other.</exception>
    public static async Task<ContactMapping> PrepareAsync(AccountConnection connection, ImportSettings settings, CancellationToken token)
    {
        ContactMapping mapping = new(connection, settings);
        DateFormats.Check(settings.Mapping.DateFormat);
        if (settings.Method == ImportMethod.Single)
            CheckSingle(settings);
        await mapping.ReadAsync(token).ConfigureAwait(false);
        mapping.Resolve();
        return mapping;
    }

    /// <inheritdoc/>
    public override MappingSettings Settings => _mapping;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Targets => _targets;

    /// <inheritdoc/>
    public override (long Cells, long FirstRow) ShortNumbers => (_memory.ShortNumbers, _memory.FirstShortNumber);

    /// <inheritdoc/>
    public override int NewTags => _memory.NewTags.Count;

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> NewTagNames => _memory.NewTags.Values;

    /// <summary>What is known of the account by now.</summary>
    internal AccountCatalog Catalog => new(_fields, _lists ?? [], _tags ?? []);

    /// <inheritdoc/>
    public override void StartOver() => _memory.StartOver();

    /// <inheritdoc/>
    public override async Task<IRowMapper> MapperForAsync(RowShape shape, CancellationToken token)
    {
        ColumnPlan plan = Plan(shape);
        if (_settings.Method == ImportMethod.Single && plan.Has(ColumnKind.Account))
            throw new BulkException(BulkError.SettingsConflict, ServiceTexts.SingleWithAccount);
        if (plan.Has(ColumnKind.Lists) || plan.Has(ColumnKind.ListsUnsubscribed) || plan.Has(ColumnKind.OptOut))
            _lists ??= await _reader.ListsAsync(token).ConfigureAwait(false);
        if (plan.Has(ColumnKind.Tags))
            _tags ??= await _reader.TagsAsync(token).ConfigureAwait(false);
        foreach (ColumnTarget target in plan.Targets.Where(target => target.Kind != ColumnKind.Nameless))
            _targets[target.Column] = target.Words;
        RowMapper mapper = new(_mapping, Catalog, _memory);
        mapper.PlanFor(plan.Shape);
        return mapper;
    }

    /// <inheritdoc/>
    public override async Task<IKnownContacts> ReadExportAsync(RowShape shape, IEnumerable<SourceRow> rows, CancellationToken token)
    {
        RowMapper mapper = await MapperForExportAsync(shape, token).ConfigureAwait(false);
        ExportBaseline export = new(mapper.PlanFor(shape));
        foreach (SourceRow row in rows)
        {
            token.ThrowIfCancellationRequested();
            if (mapper.Map(row, out _) is ContactRow contact)
                export.Add(contact);
        }

        return export;
    }

    private async Task<RowMapper> MapperForExportAsync(RowShape shape, CancellationToken token)
    {
        _lists ??= await _reader.ListsAsync(token).ConfigureAwait(false);
        _tags ??= await _reader.TagsAsync(token).ConfigureAwait(false);
        ColumnPlanner planner = new(new MappingSettings(), Catalog);
        return new RowMapper(
            new MappingSettings
            {
                AllowNewTag = true,
                MaxNewTag = int.MaxValue,
                ColumnMap = shape.Columns.Where(column => !planner.Knows(column)).Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(column => column, _ => (string?)null),
            },
            Catalog);
    }

    private async Task ReadAsync(CancellationToken token)
    {
        if (_settings.Lists.Count + _settings.UnsubscribeLists.Count > 0)
            _lists = await _reader.ListsAsync(token).ConfigureAwait(false);
        if (_settings.Tags.Count > 0)
            _tags = await _reader.TagsAsync(token).ConfigureAwait(false);
        if (_settings.Action == ImportAction.Import)
            _fields = await _reader.FieldsAsync(token).ConfigureAwait(false);
    }

    private ColumnPlan Plan(RowShape shape)
    {
        RejectIntake? intake = RejectIntake.For(shape, _mapping);
        try
        {
            return new ColumnPlanner(_mapping, Catalog).Plan(intake?.Shape ?? shape);
        }
        catch (BulkException e) when (intake is not null && !_settings.HasSettingsFrom && e.Error is BulkError.UnknownColumn or BulkError.NoEmailColumn)
        {
            throw new BulkException(e.Error, e.Message + Texts.RejectHint, e.Target, e);
        }
    }

    private static void CheckSingle(ImportSettings settings)
    {
        if (settings is { Resubscribe: true, SkipAutomation: true })
            throw new BulkException(BulkError.SettingsConflict, ServiceTexts.ResubscribeWithSkipAutomation);
        if (settings.Canary > 0)
            throw new BulkException(BulkError.SettingsConflict, ServiceTexts.CanaryWithSingle);
        if (settings.SkipAutomation)
            throw new BulkException(BulkError.SettingsConflict, ServiceTexts.SingleWithSkipAutomation);
        if (settings.Callback is not null)
            throw new BulkException(BulkError.SettingsConflict, ServiceTexts.SingleWithCallback);
    }

    private void Resolve()
    {
        AccountCatalog catalog = Catalog;
        List<int> subscribe = _settings.Lists.Select(new NameResolver(catalog).List).Distinct().ToList();
        List<int> unsubscribe = _settings.UnsubscribeLists.Select(new NameResolver(catalog) { TakesBareIds = false }.List).Distinct().ToList();
        if (subscribe.Intersect(unsubscribe).Any())
            throw new BulkException(BulkError.SettingsConflict, ServiceTexts.ListBothWays);
        _mapping = _settings.Mapping with { Subscribe = subscribe.ConvertAll(ToText), Unsubscribe = unsubscribe.ConvertAll(ToText), Tags = ResolveTags(catalog) };
    }

    private static string ToText(int id) => id.ToString(CultureInfo.InvariantCulture);

    private List<string> ResolveTags(AccountCatalog catalog)
    {
        List<string> tags = [];
        int fresh = 0;
        foreach (string name in _settings.Tags)
        {
            TagDefinition? tag = new NameResolver(catalog).FindTag(name);
            if (tag is null && (!_settings.Mapping.AllowNewTag || ++fresh > _settings.Mapping.MaxNewTag))
                throw new BulkException(BulkError.UnknownTag, ServiceTexts.UnknownTag(name, NearestName.Find(name, catalog.Tags.Select(known => known.Name))), name);
            if (tag is null && name.IndexOf('"') >= 0)
                throw new BulkException(BulkError.UnknownTag, ServiceTexts.TagQuoted(name), name);
            string spelled = tag?.Name ?? name.Trim();
            if (!tags.Contains(spelled, StringComparer.OrdinalIgnoreCase))
                tags.Add(spelled);
        }

        return tags;
    }
}
