using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Service.Lookup;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>
/// Reads contacts into a file. Each stretch of ids is written by itself and journaled page by page, so that another run
/// goes on after a kill and ends with the same file.
/// </summary>
public sealed class ExportRun : IDisposable
{
    private readonly AccountConnection _connection;
    private readonly JournalStore _store;
    private readonly ExportPlan _plan;
    private readonly PageSource _pages;
    private readonly List<IdRange> _ranges = [];
    private readonly ExportLedger _before;
    private JournalWriter? _journal;
    private ActivityHeader _header;
    private PartFiles? _parts;
    private RowWriter? _writer;
    private Action<long, long?> _progress = static (_, _) => { };
    private readonly ConcurrentQueue<int> _damaged = new();
    private IReadOnlyList<int> _missing = [];
    private long? _total;
    private long _rows;

    private ExportRun(AccountConnection connection, JournalStore store, ExportPlan plan, ActivityHeader header, ExportLedger before)
    {
        _connection = connection;
        _store = store;
        _plan = plan;
        _header = header;
        _before = before;
        _pages = new PageSource(connection, plan.Query, ContactColumns.PartsOf(plan.Columns, plan.Query));
    }

    /// <summary>The activity's id.</summary>
    public string ActivityId => _header.Id;

    /// <summary>The activity's journal folder, whether it is there yet or not.</summary>
    public string Folder => _journal?.Folder ?? _store.FolderOf(_header.Host, _header.Id);

    /// <summary>Finds what the settings name and checks the path. Reads no contact and writes nothing.</summary>
    /// <exception cref="BulkException">A filter is empty or names what is not there, a column is unknown, or the file cannot be written.</exception>
    public static async Task<ExportRun> PrepareAsync(AccountConnection connection, JournalStore store, ExportSettings settings, CancellationToken token)
    {
        if (connection is null)
            throw new ArgumentNullException(nameof(connection));
        if (settings is null)
            throw new ArgumentNullException(nameof(settings));
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
            Encoding = ExportPlan.Strict(settings.Encoding ?? Encoding.UTF8),
            HasMark = settings.Encoding is null ? settings.Format == ExportFormat.Csv : settings.Encoding.GetPreamble().Length > 0,
            Safe = settings.Safe && settings.Format == ExportFormat.Csv,
            Overwrite = settings.Overwrite,
            Ids = settings.Ids,
        };
        DateTimeOffset now = connection.Clock.GetUtcNow();
        return new ExportRun(connection, store, plan, ExportHeader.Create(plan, ActivityHeader.NewId(now), connection.Host, connection.IsSimulator, now), new ExportLedger());
    }

    /// <summary>Goes on where an earlier run of an export ended, whatever ended it.</summary>
    /// <exception cref="BulkException">Somebody is at work on it, or what it was to read is not known any more.</exception>
    public static ExportRun Resume(AccountConnection connection, string folder)
    {
        if (connection is null)
            throw new ArgumentNullException(nameof(connection));
        JournalWriter journal = JournalStore.OpenToRun(folder);
        try
        {
            JournalState known = JournalReader.Load(folder);
            ActivityHeader header = JournalReader.TryReadHeader(folder) ?? throw new BulkException(BulkError.JournalUnreadable, Texts.JournalUnreadable(folder, JournalStore.OptionFor(folder)), folder);
            return new ExportRun(connection, JournalStore.OfFolder(folder), ExportHeader.Read(folder, header), header, known.Export) { _journal = journal };
        }
        catch
        {
            journal.EndRun();
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Reads to the end and puts the file in its place.</summary>
    /// <param name="progress">Told after each page how many contacts there are, and how many there will be.</param>
    /// <param name="token">Ends the reading; another run can go on.</param>
    /// <exception cref="BulkException">The service fails, or a file cannot be written.</exception>
    public async Task<ExportOutcome> RunAsync(Action<long, long?> progress, CancellationToken token)
    {
        _progress = progress ?? throw new ArgumentNullException(nameof(progress));
        OpenJournal();
        ActivityEnd end = new(ActivityState.Stopped, 0, false);
        try
        {
            ExportOutcome outcome = await RunAsync(token).ConfigureAwait(false);
            end = new ActivityEnd(ActivityState.Completed, outcome.Rows, true);
            return outcome;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            end = new ActivityEnd(ActivityState.Failed, Interlocked.Read(ref _rows), false, e is BulkException bulk ? bulk.Error.ToString() : e.GetType().Name);
            throw Disk.IsFailure(e) ? new BulkException(BulkError.JournalUnwritable, Texts.JournalUnwritable(Folder, e.Message), Folder, e)
                : e is EncoderFallbackException ? new BulkException(BulkError.FileUnwritable, Texts.NotEncodable(_plan.Path, _plan.Encoding.WebName), _plan.Path, e)
                : e;
        }
        finally
        {
            CloseJournal(end);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pages.Dispose();
        CloseJournal(new ActivityEnd(ActivityState.Stopped, Interlocked.Read(ref _rows), false));
    }

    private async Task<ExportOutcome> RunAsync(CancellationToken token)
    {
        bool hasLists = ContactColumns.PartsOf(_plan.Columns, _plan.Query).HasFlag(ContactParts.Lists);
        _writer = _plan.WriterFor(hasLists ? await new CatalogReader(_connection).ListsAsync(token).ConfigureAwait(false) : []);
        ContactWalk walk = await PrepareWalkAsync(token).ConfigureAwait(false);
        await walk.RunAsync(TakeAsync, token).ConfigureAwait(false);
        _missing = (walk as ListWalk)?.Missing ?? [];
        (long length, string hash) = new ExportTarget(_plan, ActivityId).Complete(_writer.Header(), _ranges, _parts!);
        return new ExportOutcome
        {
            ActivityId = ActivityId,
            Path = _plan.Path,
            Rows = _ranges.Sum(range => range.Rows),
            ServiceTotal = _total,
            Filters = _plan.Filters,
            Columns = _plan.Columns.Select(column => column.Name).ToList(),
            Length = length,
            Hash = hash,
            Calls = _before.Calls + _pages.Calls,
            StartedAt = _header.StartedAt,
            Duration = _connection.Clock.GetUtcNow() - _header.StartedAt,
            Missing = _missing,
            Damaged = [.. _damaged.OrderBy(id => id)],
        };
    }

    private async Task<ContactWalk> PrepareWalkAsync(CancellationToken token)
    {
        _ranges.AddRange(_before.Ranges.Where(_ => _before.Highest is not null).Select(range => new IdRange(range.Number, range.After, range.UpTo)
        {
            Last = range.Mark?.Last ?? range.After, IsDone = range.Mark?.IsDone == true, Rows = range.Mark?.Rows ?? 0, Length = range.Mark?.Length ?? 0,
        }));
        _total = _before.Total;
        if (_plan.Query.SegmentId is not null)
            _ranges.ForEach(range => range.Reset());
        _parts!.Restore(_ranges);
        if (_before.Highest is null)
            await BeginAsync(token).ConfigureAwait(false);
        _rows = _ranges.Sum(range => range.Rows);
        if (_plan.Ids is not null)
            return new ListWalk(_pages, _plan.Ids, _ranges[0]);
        if (_plan.Query.SegmentId is not null)
            return new SegmentWalk(_pages, _connection.Clock, _ranges[0]);
        return new RangeWalk(_pages, new RangeBoard(_ranges, _total ?? 0, _rows) { Split = TakeSplit });
    }

    private async Task BeginAsync(CancellationToken token)
    {
        int highest = _plan.Ids?.Count ?? 0;
        _total = _plan.Ids?.Count;
        if (_plan.Ids is null && _plan.Query.SegmentId is null)
        {
            ContactPage last = await _pages.LastAsync(token).ConfigureAwait(false);
            highest = last.Ids.DefaultIfEmpty().Max();
            _total = last.Total;
            _ranges.AddRange(highest == 0 ? [] : RangeBoard.Divide(highest, _total ?? highest));
        }
        else
        {
            _ranges.Add(new IdRange(1, 0, highest));
        }

        foreach (IdRange range in _ranges)
            _journal!.Stretch(range.Number, range.After, range.UpTo, 0);
        _journal!.Span(highest, _total);
    }

    private void TakeSplit(IdRange half, IdRange of)
    {
        lock (_ranges)
            _ranges.Add(half);
        _journal!.Stretch(half.Number, half.After, half.UpTo, of.Number);
    }

    private Task TakeAsync(IdRange range, IReadOnlyList<ExportedContact> contacts)
    {
        if (contacts.Count > 0)
            _parts!.Append(range, _writer!.Lines(contacts));
        foreach (ExportedContact contact in contacts.Where(contact => contact.IsDamaged))
            _damaged.Enqueue(contact.Id);
        range.Rows += contacts.Count;
        _journal!.Mark(new ExportMark(range.Number, range.Last, range.IsDone, range.Rows, range.Length, _before.Calls + _pages.Calls));
        _progress(Interlocked.Add(ref _rows, contacts.Count), _total);
        return Task.CompletedTask;
    }

    private void OpenJournal()
    {
        if (_journal is null)
        {
            _header = _header with { StartedAt = _connection.Clock.GetUtcNow() };
            _journal = _store.Create(_header);
            ExportHeader.WriteBeside(_journal.Folder, _plan);
        }
        else
        {
            _journal.Resumed(_connection.Clock.GetUtcNow());
        }

        _parts = new PartFiles(_journal.Folder, _plan.Encoding);
    }

    private void CloseJournal(ActivityEnd end)
    {
        if (_journal is not JournalWriter journal)
            return;
        _journal = null;
        try
        {
            _parts?.Dispose();
            if (_parts is not null)
                journal.Ended(end, _connection.Clock.GetUtcNow());
            journal.Drain();
            if (end.State == ActivityState.Completed)
                ExportFiles.Remove(journal.Folder);
        }
        finally
        {
            journal.EndRun();
            journal.Dispose();
        }
    }
}
