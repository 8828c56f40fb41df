using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// One import, from rows to answered batches. One thread adds rows and drains events; everything else runs behind it.
/// Whatever ends it, the journal is whole.
/// </summary>
internal sealed partial class ImportRun : ActivityRun
{
    private readonly ImportContext _context;
    private readonly ImportPreparation _preparation;
    private readonly RowFile? _reader;
    private readonly ResumeStage? _resume;
    private readonly StatusPoller? _ownPoller;
    private readonly RowQueue _rows = new();
    private readonly Channel<Batch> _planned;
    private readonly RowStage _rowStage;
    private readonly UnknownStage _unknown;
    private readonly SendLoop _loop;
    private readonly InputCheckpoints _trail;
    private readonly bool _takesInput;
    private NameLock? _name;
    private bool _excludesOthers;

    private ImportRun(ImportContext context, ImportPreparation preparation, InputSource input, ResumePlan? plan, StatusPoller? ownPoller)
        : base(context)
    {
        _ownPoller = ownPoller;
        _context = context;
        _preparation = preparation;
        (_reader, _, _takesInput) = input;
        _planned = Channel.CreateBounded<Batch>(context.Settings.ThrottleLimit);
        _trail = new InputCheckpoints(context, input.IsHashedByRow, plan);
        _unknown = new UnknownStage(context);
        LeftAlone leftAlone = new();
        _loop = new SendLoop(context, preparation, _unknown, leftAlone);
        _rowStage = new RowStage(context, preparation, _rows, _planned.Writer, leftAlone, _trail)
        {
            Match = context.Settings.Match == MatchMode.None ? null : context.Service.MatcherFor(context.Settings),
            Lost = plan is { Lost.Count: > 0 } && _takesInput ? new LostStage(context, plan) : null,
        };
        if (context.Settings is { Canary: > 0, IsRehearsal: false } && plan is null)
            _rowStage.Canary = new CanaryStage(context, _loop, _unknown);
        _resume = plan is null ? null : new ResumeStage(context, plan, _unknown, _loop, _planned.Writer);
    }

    /// <summary>The activity's id.</summary>
    public string ActivityId => _context.ActivityId;

    /// <summary>The activity's journal folder, whether it is there yet or not.</summary>
    public string Folder => _context.Folder;

    /// <summary>How long the import of what was formed takes at the service's limits, whatever the network does.</summary>
    public TimeSpan LeastTime => _context.LeastTime(Counts);

    /// <summary>Where the rows stand.</summary>
    public ImportCounts Counts => _context.Tally.Snapshot;

    /// <summary>Whether the input was read to its end.</summary>
    public bool InputComplete => _rowStage.InputComplete;

    /// <summary>How many rows the input has, or seems to have by the part that was read; null where nobody knows.</summary>
    public long? Expected => InputComplete ? Counts.Read : Counts.Expected is long expected ? Math.Max(expected, Counts.Read) : null;

    /// <summary>How the input file is written; null for rows of a pipeline.</summary>
    public CsvDialect? Dialect => _context.Dialect;

    /// <summary>Names of tags that the import creates.</summary>
    public IReadOnlyCollection<string> NewTagNames => _preparation.Rows.NewTagNames;

    /// <summary>Whether rows are left that only the input has, which was not given.</summary>
    public bool LacksInput => _resume?.LacksInput == true && !_takesInput;

    /// <summary>The rows of these that may have been sent before, as text; empty where there are none.</summary>
    public string LostRows => _resume?.LostRows ?? string.Empty;

    /// <summary>Hands over rows; false while the queue is full.</summary>
    public bool TryAdd(IReadOnlyList<SourceRow> chunk) => _rows.TryAdd(chunk);

    /// <summary>No more rows come.</summary>
    public void CompleteInput() => _rows.Complete();

    /// <inheritdoc/>
    private protected override void Release()
    {
        _reader?.Dispose();
        _rowStage.Dispose();
        _trail.Dispose();
        _preparation.Exclusions?.Dispose();
        _name?.Dispose();
        _ownPoller?.Dispose();
    }

    /// <inheritdoc/>
    private protected override async Task WorkAsync()
    {
        _context.Journal?.Note(new RunResumed(_context.Now));
        if (_excludesOthers)
            await GuardAsync(() => _context.Queue.PutAsync(new NoticeEvent(Texts.ExclusionChanged), _context.Abort).AsTask()).ConfigureAwait(false);
        if (_reader?.Notice is string notice)
            await GuardAsync(() => _context.Queue.PutAsync(new NoticeEvent(notice), _context.Abort).AsTask()).ConfigureAwait(false);
        Task reading = _reader is null ? Task.CompletedTask : GuardAsync(ReadFileAsync);
        Task mapping = GuardAsync(MapAsync);
        Task[] sending = Enumerable.Range(0, _context.Settings.ThrottleLimit).Select(_ => GuardAsync(SendAsync)).ToArray();
        await reading.ConfigureAwait(false);
        await mapping.ConfigureAwait(false);
        await Task.WhenAll(sending).ConfigureAwait(false);
        await GuardAsync(SettleLostAsync).ConfigureAwait(false);
        await GuardAsync(_unknown.ReportLostAsync).ConfigureAwait(false);
        DropPlanned();
    }

    private async Task ReadFileAsync()
    {
        await Task.Yield();
        using RowFile reader = _reader!;
        List<SourceRow> chunk = new(RowQueue.ChunkSize);
        foreach (SourceRow row in RowsOf(reader))
        {
            chunk.Add(row);
            if (chunk.Count < RowQueue.ChunkSize)
                continue;
            await _rows.AddAsync(chunk, _context.Stop).ConfigureAwait(false);
            chunk = new List<SourceRow>(RowQueue.ChunkSize);
            (long read, long total) = reader.Position;
            _context.Tally.Progress(total == 0 ? 1 : (double)read / total, row.Number);
        }

        if (chunk.Count > 0)
            await _rows.AddAsync(chunk, _context.Stop).ConfigureAwait(false);
        _rows.Complete();
    }

    // An activity on contacts began with those of a pipeline: numbered without what names nobody, found by name.
    private IEnumerable<SourceRow> RowsOf(RowFile reader)
    {
        if (_context.Settings.Action == ImportAction.Import)
            return reader.Rows();
        long number = 0;
        return reader.Rows().Select(row => MemberRows.FromFile(row, number + 1)).OfType<SourceRow>().Select(row => row with { Number = ++number });
    }

    private async Task MapAsync()
    {
        try
        {
            if (_resume is not null)
                await Task.Run(_resume.RunAsync).ConfigureAwait(false);
            if (_takesInput)
                await Task.Run(_rowStage.RunAsync).ConfigureAwait(false);
            if (_rowStage is { InputComplete: true, Lost: LostStage lost })
                await _loop.SendAsync(_unknown.SettleAsync(await lost.JournalAsync().ConfigureAwait(false))).ConfigureAwait(false);
        }
        finally
        {
            _planned.Writer.TryComplete();
        }
    }

    private async Task SendAsync()
    {
        while (await _planned.Reader.WaitToReadAsync(_context.Stop).ConfigureAwait(false))
        {
            while (_planned.Reader.TryRead(out Batch? planned))
            {
                await _loop.SendAsync(planned).ConfigureAwait(false);
                _context.Stop.ThrowIfCancellationRequested();
            }
        }
    }

    // What is lost while others are settled gets one more chance; after that it is for a later run.
    private async Task SettleLostAsync()
    {
        _context.Stop.ThrowIfCancellationRequested();
        await _loop.SendAsync(_unknown.SettleLostAsync()).ConfigureAwait(false);
        await _loop.SendAsync(_unknown.SettleLostAsync()).ConfigureAwait(false);
    }

    private void DropPlanned()
    {
        while (_planned.Reader.TryRead(out Batch? planned))
            planned.Dispose();
    }

    /// <inheritdoc/>
    private protected override ActivityEnd? End() =>
        EndOf(_trail.LastRow, _takesInput && _rowStage.InputComplete, LacksInput ? ActivityState.Stopped : ActivityState.Sent);
}
