using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Core.Preflight;

/// <summary>
/// A mapping that goes on where columns do not fit and a map would mend that: it tells of it, and maps by that map. Used
/// by one thread.
/// </summary>
internal sealed class TolerantMapping : RowMapping
{
    private readonly BulkService _service;
    private readonly Action<BulkException> _found;
    private ImportSettings _settings;
    private RowMapping _rows;

    public TolerantMapping(RowMapping rows, BulkService service, ImportSettings settings, Action<BulkException> found)
    {
        _rows = rows;
        _service = service;
        _settings = settings;
        _found = found;
    }

    /// <inheritdoc/>
    public override MappingSettings Settings => _rows.Settings;

    /// <inheritdoc/>
    public override int NewTags => _rows.NewTags;

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> NewTagNames => _rows.NewTagNames;

    /// <summary>A mapping of the same, which leaves no trace in this one.</summary>
    public Task<RowMapping> BesideAsync(CancellationToken token) => _service.PrepareAsync(_settings, token);

    /// <inheritdoc/>
    public override async Task<IRowMapper> MapperForAsync(RowShape shape, CancellationToken token)
    {
        for (int columns = shape.Columns.Count; ; columns--)
        {
            try
            {
                return await _rows.MapperForAsync(shape, token).ConfigureAwait(false);
            }
            catch (BulkException e) when (columns > 0 && IssueBook.MapOf(e) is not null)
            {
                _found(e);
                _settings = _settings with { Mapping = _settings.Mapping with { ColumnMap = IssueBook.MapOf(e)! } };
            }

            _rows = await _service.PrepareAsync(_settings, token).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override void StartOver() => _rows.StartOver();

    /// <inheritdoc/>
    public override Task<IKnownContacts> ReadExportAsync(RowShape shape, IEnumerable<SourceRow> rows, CancellationToken token) =>
        _rows.ReadExportAsync(shape, rows, token);
}
