using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Lookup;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Runs;

namespace ActiveCampaign.Bulk.ConstantContact.Export;

/// <summary>
/// Reads contacts into a CSV file, page by page. Each page is on the disk before the journal names the next one, so that
/// another run goes on after a kill. The service's own export would take fewer calls, but tells neither ids nor consent in a
/// documented form, and cannot be gone on with.
/// </summary>
internal sealed class PagedExport : ExportActivity
{
    private readonly StoredSelection _selection;
    private readonly PagedExportPlan _plan;
    private readonly ExportMark? _before;

    private PagedExport(RunContext context, JournalStore store, StoredSelection selection, PagedExportPlan plan, ActivityHeader header, ExportLedger before)
        : base(context, store, header)
    {
        (_selection, _plan) = (selection, plan);
        _before = before.Ranges.Select(range => range.Mark).FirstOrDefault();
        BeginAt(_before?.Rows ?? 0);
        Expect(before.Total);
    }

    /// <summary>Finds what the plan names and checks the path. Reads no contact and writes nothing.</summary>
    /// <exception cref="BulkException">A filter names what is not there, a column is unknown, or the file cannot be written.</exception>
    public static async Task<PagedExport> PrepareAsync(AccountConnection connection, JournalStore store, PagedExportPlan plan, Func<string, string, bool> matches, CancellationToken token)
    {
        ExportTarget.Check(plan.Path, plan.Overwrite);
        StoredSelection selection = await StoredSelection.PrepareAsync(connection, plan.Wanted, plan.Properties, matches, token).ConfigureAwait(false);
        DateTimeOffset now = connection.Clock.GetUtcNow();
        ActivityHeader header = (plan with { Properties = selection.Columns.Select(column => column.Name).ToList() }).ToHeader(ActivityHeader.NewId(now), connection, now);
        return new PagedExport(new RunContext(connection), store, selection, plan, header, new ExportLedger());
    }

    /// <summary>Goes on where an earlier run of an export ended, whatever ended it.</summary>
    /// <exception cref="BulkException">Somebody is at work on it, or what it was to read is not there any more.</exception>
    public static async Task<PagedExport> ResumeAsync(AccountConnection connection, string folder, CancellationToken token)
    {
        JournalWriter journal = JournalStore.OpenToRun(folder);
        try
        {
            ExportLedger before = JournalReader.Load(folder).Export;
            if (JournalReader.TryReadHeader(folder) is not ActivityHeader header || PagedExportPlan.Read(header) is not PagedExportPlan plan)
                throw new BulkException(BulkError.JournalUnreadable, Texts.JournalUnreadable(folder, JournalStore.OptionFor(folder)), folder);
            StoredSelection selection = await StoredSelection.PrepareAsync(connection, plan.Wanted, plan.Properties, static (pattern, name) => pattern == name, token).ConfigureAwait(false);
            return new PagedExport(new RunContext(connection) { Journal = journal }, JournalStore.OfFolder(folder), selection, plan, header, before);
        }
        catch
        {
            journal.EndRun();
            journal.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    private protected override async Task<ExportOutcome> ExportAsync(CancellationToken token)
    {
        using PartFiles parts = new(Folder, Encoding.UTF8);
        IdRange range = new(1, 0, 0) { Rows = _before?.Rows ?? 0, Length = _before?.Length ?? 0, IsDone = _before?.IsDone == true };
        if (_before is null)
            Context.Journal!.Stretch(range.Number, 0, 0, 0);
        parts.Restore([range]);
        bool goesOn = _before is not null && range.Length == _before.Length;
        StoredStream stream = _selection.Open(goesOn ? _before!.Next : null);
        BeginAt(range.Rows);
        long calls = _before?.Calls ?? 0;
        while (!range.IsDone && await stream.ReadAsync(token).ConfigureAwait(false) is IReadOnlyList<StoredContact> page)
            Take(page, range, stream, parts, calls);
        (long length, string hash) = new ExportTarget(_plan.File, ActivityId).Complete(Line(_selection.Columns.Select(column => column.Name), RejectColumns.Escaped), [range], parts);
        return new ExportOutcome
        {
            ActivityId = ActivityId,
            Path = _plan.Path,
            Rows = range.Rows,
            ServiceTotal = Total,
            Filters = _plan.Wanted.Given,
            Columns = _selection.Columns.Select(column => column.Name).ToList(),
            Length = length,
            Hash = hash,
            Calls = calls + stream.Calls,
            StartedAt = Header.StartedAt,
            Duration = Context.Now - Header.StartedAt,
            Missing = [],
            Damaged = [],
        };
    }

    private void Take(IReadOnlyList<StoredContact> page, IdRange range, StoredStream stream, PartFiles parts, long calls)
    {
        if (_plan.Wanted.Segment is null && stream.Total is int total && Expect(total))
            Context.Journal!.Span(0, total);
        if (page.Count > 0)
            parts.Append(range, string.Concat(page.Select(contact => Line(_selection.Columns.Select(column => column.Text(contact)), "1"))));
        range.Rows += page.Count;
        range.IsDone = stream.Next is null;
        Context.Journal!.Mark(new ExportMark(range.Number, 0, range.IsDone, range.Rows, range.Length, calls + stream.Calls, stream.Next));
        Count(page.Count);
    }

    private string Line(IEnumerable<string> cells, string escaped)
    {
        StringBuilder line = new();
        CsvLine.Append(line, _plan.Safe ? cells.Select(SpreadsheetText.Escape).Append(escaped) : cells, ',');
        return line.ToString();
    }
}
