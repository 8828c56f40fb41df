using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Runs;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>
/// Reads contacts into a file. Each stretch of ids is written by itself and journaled page by page, so that another run
/// goes on after a kill and ends with the same file.
/// </summary>
internal sealed class ExportRun : ExportActivity
{
    private readonly ExportPlan _plan;
    private readonly PageSource _pages;
    private readonly List<IdRange> _ranges = [];
    private readonly ExportLedger _before;
    private readonly ConcurrentQueue<int> _damaged = new();
    private PartFiles? _parts;
    private RowWriter? _writer;

    private ExportRun(RunContext context, JournalStore store, ExportPlan plan, ActivityHeader header, ExportLedger before)
        : base(context, store, header)
    {
        _plan = plan;
        _before = before;
        _pages = new PageSource(context.Connection, plan.Query, ContactColumns.PartsOf(plan.Columns, plan.Query));
    }

    /// <summary>Finds what the settings name and checks the path. Reads no contact and writes nothing.</summary>
    /// <exception cref="BulkException">A filter is empty or names what is not there, a column is unknown, or the file cannot be written.</exception>
    public static async Task<ExportRun> PrepareAsync(AccountConnection connection, JournalStore store, ExportSettings settings, CancellationToken token)
    {
        settings.Filters.Check();
        ExportTarget.Check(settings.Path, settings.Overwrite);
        ContactQuery query = await new QueryResolver(connection).ResolveAsync(settings.Filters, token).ConfigureAwait(false);
        IReadOnlyList<FieldDefinition> fields = ContactColumns.NeedFields(settings.Properties, isFile: true) ? await new CatalogReader(connection).FieldsAsync(token).ConfigureAwait(false) : [];
        ExportPlan plan = new()
        {
            Path = settings.Path,
            Query = query,
            Filters = settings.Filters.Given,
            Columns = ContactColumns.Choose(fields, settings.Properties, settings.Matches),
            Format = settings.Format,
            Delimiter = settings.Delimiter,
            Encoding = TargetFile.Strict(settings.Encoding ?? Encoding.UTF8),
            HasMark = settings.Encoding is null ? settings.Format == ExportFormat.Csv : settings.Encoding.GetPreamble().Length > 0,
            Safe = settings.Safe && settings.Format == ExportFormat.Csv,
            Overwrite = settings.Overwrite,
            Ids = settings.Ids,
        };
        DateTimeOffset now = connection.Clock.GetUtcNow();
        return new ExportRun(new RunContext(connection), store, plan, ExportHeader.Create(plan, ActivityHeader.NewId(now), connection.Host, connection.IsSimulator, now), new ExportLedger());
    }

    /// <summary>Goes on where an earlier run of an export ended, whatever ended it.</summary>
    /// <exception cref="BulkException">Somebody is at work on it, or what it was to read is not known any more.</exception>
    public static ExportRun Resume(AccountConnection connection, string folder)
    {
        JournalWriter journal = JournalStore.OpenToRun(folder);
        try
        {
            JournalState known = JournalReader.Load(folder);
            ActivityHeader header = JournalReader.TryReadHeader(folder) ?? throw new BulkException(BulkError.JournalUnreadable, Texts.JournalUnreadable(folder, JournalStore.OptionFor(folder)), folder);
            return new ExportRun(new RunContext(connection) { Journal = journal }, JournalStore.OfFolder(folder), ExportHeader.Read(folder, header), header, known.Export);
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
        try
        {
            using (_parts = new PartFiles(Folder, _plan.Encoding))
                return await WriteAsync(token).ConfigureAwait(false);
        }
        catch (EncoderFallbackException e)
        {
            throw new BulkException(BulkError.FileUnwritable, ServiceTexts.NotEncodable(_plan.Path, _plan.Encoding.WebName), _plan.Path, e);
        }
    }

    /// <inheritdoc/>
    private protected override void Begun() => ExportHeader.WriteBeside(Folder, _plan);

    private async Task<ExportOutcome> WriteAsync(CancellationToken token)
    {
        bool hasLists = ContactColumns.PartsOf(_plan.Columns, _plan.Query).HasFlag(ContactParts.Lists);
        _writer = _plan.WriterFor(hasLists ? await new CatalogReader(Context.Connection).ListsAsync(token).ConfigureAwait(false) : []);
        ContactWalk walk = await PrepareWalkAsync(token).ConfigureAwait(false);
        await walk.RunAsync(TakeAsync, token).ConfigureAwait(false);
        (long length, string hash) = new ExportTarget(_plan.File, ActivityId).Complete(_writer.Header(), _ranges, _parts!);
        return new ExportOutcome
        {
            ActivityId = ActivityId,
            Path = _plan.Path,
            Rows = _ranges.Sum(range => range.Rows),
            ServiceTotal = Total,
            Filters = _plan.Filters,
            Columns = _plan.Columns.Select(column => column.Name).ToList(),
            Length = length,
            Hash = hash,
            Calls = _before.Calls + _pages.Calls,
            StartedAt = Header.StartedAt,
            Duration = Context.Now - Header.StartedAt,
            Missing = (walk as ListWalk)?.Missing ?? [],
            Damaged = [.. _damaged.OrderBy(id => id)],
        };
    }

    private async Task<ContactWalk> PrepareWalkAsync(CancellationToken token)
    {
        _ranges.AddRange(_before.Ranges.Where(_ => _before.Highest is not null).Select(range => new IdRange(range.Number, range.After, range.UpTo)
        {
            Last = range.Mark?.Last ?? range.After, IsDone = range.Mark?.IsDone == true, Rows = range.Mark?.Rows ?? 0, Length = range.Mark?.Length ?? 0,
        }));
        Expect(_before.Total);
        if (_plan.Query.SegmentId is not null)
            _ranges.ForEach(range => range.Reset());
        _parts!.Restore(_ranges);
        if (_before.Highest is null)
            await BeginAsync(token).ConfigureAwait(false);
        BeginAt(_ranges.Sum(range => range.Rows));
        if (_plan.Ids is not null)
            return new ListWalk(_pages, _plan.Ids, _ranges[0]);
        if (_plan.Query.SegmentId is not null)
            return new SegmentWalk(_pages, Context.Connection.Clock, _ranges[0]);
        return new RangeWalk(_pages, new RangeBoard(_ranges, Total ?? 0, Rows) { Split = TakeSplit });
    }

    private async Task BeginAsync(CancellationToken token)
    {
        int highest = _plan.Ids?.Count ?? 0;
        Expect(_plan.Ids?.Count);
        if (_plan.Ids is null && _plan.Query.SegmentId is null)
        {
            ContactPage last = await _pages.LastAsync(token).ConfigureAwait(false);
            highest = last.Ids.DefaultIfEmpty().Max();
            Expect(last.Total);
            _ranges.AddRange(highest == 0 ? [] : RangeBoard.Divide(highest, Total ?? highest));
        }
        else
        {
            _ranges.Add(new IdRange(1, 0, highest));
        }

        foreach (IdRange range in _ranges)
            Context.Journal!.Stretch(range.Number, range.After, range.UpTo, 0);
        Context.Journal!.Span(highest, Total);
    }

    private void TakeSplit(IdRange half, IdRange of)
    {
        lock (_ranges)
            _ranges.Add(half);
        Context.Journal!.Stretch(half.Number, half.After, half.UpTo, of.Number);
    }

    private Task TakeAsync(IdRange range, IReadOnlyList<Contact> contacts)
    {
        if (contacts.Count > 0)
            _parts!.Append(range, _writer!.Lines(contacts));
        foreach (Contact contact in contacts.Where(contact => contact.IsDamaged))
            _damaged.Enqueue(contact.Id);
        range.Rows += contacts.Count;
        Context.Journal!.Mark(new ExportMark(range.Number, range.Last, range.IsDone, range.Rows, range.Length, _before.Calls + _pages.Calls));
        Count(contacts.Count);
        return Task.CompletedTask;
    }
}
