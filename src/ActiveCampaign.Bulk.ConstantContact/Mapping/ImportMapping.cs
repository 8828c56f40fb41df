using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.ConstantContact.Mapping;

/// <summary>Maps the rows of a run against the account's lists and fields.</summary>
internal sealed class ImportMapping : RowMapping
{
    private readonly ImportSettings _settings;
    private readonly PlaceFinder _places;
    private readonly ImportNotes _notes = new();
    private readonly AccountNames _names;
    private readonly MappingSettings _mapping;
    private RowTags? _tags;

    private ImportMapping(ImportSettings settings, MappingSettings mapping, IReadOnlyList<CustomField> fields, AccountNames names)
    {
        _names = names;
        _settings = settings;
        _mapping = mapping;
        _places = new PlaceFinder(mapping, fields, settings.Method switch { ImportMethod.Csv => true, ImportMethod.Json => false, _ => null });
    }

    /// <inheritdoc/>
    public override MappingSettings Settings => _mapping with { Tags = _tags?.ForAll ?? [], TagsAfter = _tags is not null };

    /// <inheritdoc/>
    public override int NewTags => NewTagNames.Count;

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> NewTagNames => _tags?.New ?? [];

    /// <inheritdoc/>
    public override (long Cells, long FirstRow) ShortNumbers => (_notes.ShortNumbers, _notes.FirstShortNumber);

    /// <summary>Checks what the settings say, and reads what they name.</summary>
    /// <exception cref="BulkException">A list or tag does not exist, or a setting asks for what the service does not do.</exception>
    public static async Task<ImportMapping> PrepareAsync(AccountConnection connection, ImportSettings settings, CancellationToken token)
    {
        CheckKnown(settings);
        DateFormats.Check(settings.Mapping.DateFormat);
        AccountNames names = new(connection);
        IReadOnlyList<MailingList> known = settings.Lists.Count == 0 ? [] : await names.ListsAsync(token).ConfigureAwait(false);
        MappingSettings marked = AccountMark.Note(settings.Mapping, known);
        IReadOnlyList<string> lists = ListFinder.IdsOf(settings.Lists, known);
        IReadOnlyList<CustomField> fields = await names.FieldsAsync(token).ConfigureAwait(false);
        ImportMapping mapping = new(settings, marked with { Subscribe = lists }, fields, names);
        if (settings.Tags.Count > 0 || settings.Mapping.TagsAfter)
            await mapping.TakeTagsAsync(token).ConfigureAwait(false);
        return mapping;
    }

    /// <inheritdoc/>
    public override async Task<IRowMapper> MapperForAsync(RowShape shape, CancellationToken token)
    {
        ImportPlan plan = Plan(shape);
        if (_places.TakesTags is null && plan.Places.Any(place => place.Kind == PlaceKind.Tags))
            await TakeTagsAsync(token).ConfigureAwait(false);
        _places.TakesTags ??= false;
        return new ImportMapper(plan, _places, _mapping, _notes, _tags);
    }

    /// <inheritdoc/>
    public override void StartOver() => _notes.StartOver();

    /// <inheritdoc/>
    public override Task<IKnownContacts> ReadExportAsync(RowShape shape, IEnumerable<SourceRow> rows, CancellationToken token) =>
        throw new BulkException(BulkError.SettingsConflict, ConstantContactTexts.ComparedToFile);

    private async Task TakeTagsAsync(CancellationToken token)
    {
        _tags = new RowTags(await _names.TagsAsync(token).ConfigureAwait(false), _settings.Tags, _mapping);
        _places.TakesTags = true;
    }

    private ImportPlan Plan(RowShape shape)
    {
        RejectIntake? intake = RejectIntake.For(shape, _mapping);
        try
        {
            return _places.Plan(intake?.Shape ?? shape);
        }
        catch (BulkException e) when (intake is not null && !_settings.HasSettingsFrom && e.Error is BulkError.UnknownColumn or BulkError.NoEmailColumn)
        {
            throw new BulkException(e.Error, e.Message + Texts.RejectHint, e.Target, e);
        }
    }

    private static void CheckKnown(ImportSettings settings)
    {
        string? unknown = settings switch
        {
            { UnsubscribeLists.Count: > 0 } => ConstantContactTexts.NoUnsubscribing,
            { SkipAutomation: true } => ConstantContactTexts.NoAutomations,
            { Callback: not null } => ConstantContactTexts.NoCallback,
            { Mapping.ClearColumns.Count: > 0 } => ConstantContactTexts.NoClearing,
            _ => null,
        };
        if (unknown is not null)
            throw new BulkException(BulkError.SettingsConflict, unknown);
    }
}
