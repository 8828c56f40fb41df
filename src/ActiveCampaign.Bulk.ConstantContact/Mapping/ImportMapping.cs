using System.Collections.Generic;
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

    private ImportMapping(ImportSettings settings, MappingSettings mapping, IReadOnlyList<CustomField> fields)
    {
        _settings = settings;
        Settings = mapping;
        _places = new PlaceFinder(mapping, fields, settings.Method switch { ImportMethod.Csv => true, ImportMethod.Json => false, _ => null });
    }

    /// <inheritdoc/>
    public override MappingSettings Settings { get; }

    /// <inheritdoc/>
    public override (long Cells, long FirstRow) ShortNumbers => (_notes.ShortNumbers, _notes.FirstShortNumber);

    /// <summary>Checks what the settings say, and reads what they name.</summary>
    /// <exception cref="BulkException">A list does not exist, or a setting asks for what the service does not do.</exception>
    public static async Task<ImportMapping> PrepareAsync(AccountConnection connection, ImportSettings settings, CancellationToken token)
    {
        CheckKnown(settings);
        DateFormats.Check(settings.Mapping.DateFormat);
        AccountNames names = new(connection);
        IReadOnlyList<string> lists = ListFinder.IdsOf(settings.Lists, settings.Lists.Count == 0 ? [] : await names.ListsAsync(token).ConfigureAwait(false));
        IReadOnlyList<CustomField> fields = await names.FieldsAsync(token).ConfigureAwait(false);
        return new ImportMapping(settings, settings.Mapping with { Subscribe = lists }, fields);
    }

    /// <inheritdoc/>
    public override Task<IRowMapper> MapperForAsync(RowShape shape, CancellationToken token) =>
        Task.FromResult<IRowMapper>(new ImportMapper(Plan(shape), _places, Settings, _notes));

    /// <inheritdoc/>
    public override void StartOver() => _notes.StartOver();

    /// <inheritdoc/>
    public override Task<IKnownContacts> ReadExportAsync(RowShape shape, IEnumerable<SourceRow> rows, CancellationToken token) =>
        throw new BulkException(BulkError.SettingsConflict, ConstantContactTexts.ComparedToFile);

    private ImportPlan Plan(RowShape shape)
    {
        RejectIntake? intake = RejectIntake.For(shape, Settings);
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
            { Tags.Count: > 0 } => ConstantContactTexts.NoTags,
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
