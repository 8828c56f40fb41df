using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Exclusion;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Rows in, planned batches out: maps, validates, batches. One task.</summary>
internal sealed class RowStage : IDisposable
{
    private readonly ImportContext _context;
    private readonly ImportPreparation _preparation;
    private readonly RowQueue _rows;
    private readonly ChannelWriter<Batch> _planned;
    private readonly LeftAlone _leftAlone;
    private readonly InputCheckpoints _trail;
    private RowDigester? _digester;
    private BatchBuilder? _builder;
    private RowPlacer? _placer;
    private DeferredStage? _held;
    private BatchOutlet? _outlet;
    private IRowMapper? _mapper;
    private RowShape? _shape;
    private RejectIntake? _intake;
    private bool _needsImporter;

    public RowStage(ImportContext context, ImportPreparation preparation, RowQueue rows, ChannelWriter<Batch> planned, LeftAlone leftAlone, InputCheckpoints trail)
    {
        _context = context;
        _preparation = preparation;
        _rows = rows;
        _planned = planned;
        _leftAlone = leftAlone;
        _trail = trail;
    }

    /// <summary>What sends rows ahead of all others; null when they were sent, or are not asked for.</summary>
    public CanaryStage? Canary { get; set; }

    /// <summary>What looks rows up in the account first; null when they go as they come.</summary>
    public IRowMatcher? Match { get; init; }

    /// <summary>What settles rows that an earlier run may have sent and the journal lost; null where there are none.</summary>
    public LostStage? Lost { get; init; }

    /// <summary>Whether all input was read.</summary>
    public bool InputComplete { get; private set; }

    private ImportSettings Settings => _context.Settings;

    private BatchRules Rules => _context.Service.Rules;

    public async Task RunAsync()
    {
        try
        {
            await ReadAsync(_context.Stop).ConfigureAwait(false);
        }
        finally
        {
            _placer?.Flush();
        }

        _trail.Complete();
        InputComplete = true;
        if (_preparation.Rows.ShortNumbers is ( > 0, _) numbers)
            await _context.Queue.PutAsync(new NoticeEvent(Texts.ShortNumbers(numbers.Cells, numbers.FirstRow)), _context.Abort).ConfigureAwait(false);
        await CompleteAsync(_context.Stop).ConfigureAwait(false);
    }

    public void Dispose()
    {
        Lost?.Dispose();
        _builder?.Dispose();
        _digester?.Dispose();
        _leftAlone.Dispose();
    }

    private async Task ReadAsync(CancellationToken token)
    {
        // What a run began with has passed once; corrected rows are some of many.
        bool isFree = Settings.AllowClearAll || Settings.HasSettingsFrom || _context.IsResumed;
        ClearGuard guard = new(isFree ? [] : Settings.Mapping.ClearColumns);
        while (await _rows.TakeAsync(token).ConfigureAwait(false) is IReadOnlyList<SourceRow> chunk)
        {
            _context.Queue.Wake();
            foreach (IReadOnlyList<SourceRow> ready in guard.Take(chunk))
                await TakeAsync(ready, token).ConfigureAwait(false);
        }

        foreach (IReadOnlyList<SourceRow> ready in guard.Complete())
            await TakeAsync(ready, token).ConfigureAwait(false);
        if (Match is not null)
            await PlaceAsync(await TakeMatchedAsync(await Match.CompleteAsync(token).ConfigureAwait(false)).ConfigureAwait(false), token).ConfigureAwait(false);
    }

    private async Task TakeAsync(IReadOnlyList<SourceRow> chunk, CancellationToken token)
    {
        await CheckShapeAsync(chunk[0].Shape, token).ConfigureAwait(false);
        if (_preparation.Mapping.OptOutColumn is not null)
        {
            foreach (SourceRow row in chunk)
                _mapper!.NoteOptOut(_intake?.Clean(row) ?? row);
        }

        IReadOnlyList<SourceRow> fresh = _trail.Take(chunk);
        _context.Tally.Read(Lost is null ? fresh.Count : fresh.Count(row => !Lost.Concerns(row.Number)));
        if (Match is not null)
            fresh = await TakeMatchedAsync(await Match.AddAsync(fresh, token).ConfigureAwait(false)).ConfigureAwait(false);
        await PlaceAsync(fresh, token).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<SourceRow>> TakeMatchedAsync(MatchedRows matched)
    {
        foreach (RefusedRow row in matched.Refused)
        {
            await _context.RefuseAsync(row, 0).ConfigureAwait(false);
            _context.Stop.ThrowIfCancellationRequested();
        }

        return matched.Ready;
    }

    // In portions, since the look-ups may let go of the whole input at once.
    private async Task PlaceAsync(IReadOnlyList<SourceRow> rows, CancellationToken token)
    {
        for (int start = 0; start < rows.Count; start += RowQueue.ChunkSize)
        {
            for (int i = start; i < Math.Min(rows.Count, start + RowQueue.ChunkSize); i++)
                await TakeAsync(rows[i]).ConfigureAwait(false);
            _placer!.Flush();
            _outlet!.TakeLeftAlone();
            if (_placer.Held > 0)
                await _held!.ReleaseAsync(token).ConfigureAwait(false);
            if (_context.Watch is not null)
                await _context.Watch.PauseAsync(token).ConfigureAwait(false);
            await _outlet.HandOnReadyAsync(token).ConfigureAwait(false);
        }
    }

    private async Task CheckShapeAsync(RowShape shape, CancellationToken token)
    {
        if (ReferenceEquals(shape, _shape))
            return;
        _mapper = await _preparation.Rows.MapperForAsync(shape, token).ConfigureAwait(false);
        _intake = RejectIntake.For(shape, _preparation.Mapping);
        _needsImporter |= _mapper.NeedsImporter;
        if (_context.Comparison?.Export is IKnownContacts known)
            _mapper.Check(known);
        _shape = shape;
        if (_builder is null)
            await StartBatchesAsync(token).ConfigureAwait(false);
    }

    private async Task StartBatchesAsync(CancellationToken token)
    {
        _digester = new RowDigester(_context.OpenJournal(_preparation));
        int holdUntil = Settings.Method == ImportMethod.Auto && !_context.IsResumed && Settings.Canary == 0 ? Rules.SingleCallsUpTo : 0;
        // Single calls are journaled in small groups, since a kill leaves the whole group unknown.
        int size = Settings.Method == ImportMethod.Single ? Rules.SingleCallsUpTo : Settings.BatchSize;
        BatchLimits limits = new(Math.Min(size, Rules.MaxContacts), Rules.MaxBytes, holdUntil) { AvoidsLone = Rules.SingleLane is not null };
        AddressBook? book = Settings.OnDuplicate == DuplicateMode.KeepLast ? null : _context.Book;
        _builder = new BatchBuilder(limits, _context.Envelope, _digester, book);
        LastRows? last = Settings.OnDuplicate == DuplicateMode.KeepLast
            ? await LastRows.ReadAsync(Settings.Source!, _preparation, _builder, _digester, token).ConfigureAwait(false)
            : null;
        _placer = new RowPlacer(_context, _builder, _digester, book) { Last = last, Comparison = _context.Comparison };
        DeferredSpill? spill = book is null ? null : new DeferredSpill(_context, limits with { HoldUntil = 0 }, _digester, book);
        _outlet = new BatchOutlet(_context, _builder, _leftAlone, _planned, Match);
        _held = new DeferredStage(_context, _placer, _outlet, spill);
    }

    private async Task TakeAsync(SourceRow row)
    {
        row = IntakeFor(row.Shape)?.Clean(row) ?? row;
        OutgoingRow? contact = _mapper!.Map(row, out RowProblem? problem);
        if (contact is not null && Lost?.Concerns(row.Number) == true)
        {
            Lost.Add(row, contact, _digester!);
            return;
        }

        if (contact is not null)
        {
            if (_preparation.Exclusions?.Find(contact.Email) is ExclusionMatch match and not ExclusionMatch.None)
            {
                await RefuseAsync(ExcludedRows.ToRefused(row, contact.Email, match), row).ConfigureAwait(false);
                return;
            }

            problem = _placer!.Place(row, contact);
        }

        if (problem is null)
        {
            _context.Watch?.Passed(row, contact!);
            if (Canary is not null && _placer!.Distinct >= Settings.Canary)
                await SendAheadAsync(Canary).ConfigureAwait(false);
            return;
        }

        await RefuseAsync(row.Refuse(problem), row).ConfigureAwait(false);
    }

    // A row with more cells than the header has a shape of its own.
    private RejectIntake? IntakeFor(RowShape shape) => ReferenceEquals(shape, _shape) ? _intake : RejectIntake.For(shape, _preparation.Mapping);

    private async Task RefuseAsync(RefusedRow refused, SourceRow row)
    {
        if (_context.Watch is not null)
            await _context.Watch.RefusedAsync(row, _shape!, refused, _context.Stop).ConfigureAwait(false);
        await _context.RefuseAsync(refused, 0).ConfigureAwait(false);
        _context.Stop.ThrowIfCancellationRequested();
    }

    private async Task CompleteAsync(CancellationToken token)
    {
        if (_builder is null)
        {
            CheckEmpty();
            return;
        }

        _placer!.PlaceCompared();
        if (_context.Watch is not null)
            await _context.Watch.CompleteAsync(token).ConfigureAwait(false);
        if (Canary is not null && _placer.Distinct > 0)
            await SendAheadAsync(Canary).ConfigureAwait(false);
        _leftAlone.Close();
        _outlet!.TakeLeftAlone();
        _outlet.GoesSingle |= GoesSingle();
        _context.Tally.NewTags(_preparation.Rows.NewTags);
        await _held!.CompleteAsync(token).ConfigureAwait(false);
        await _outlet.HandOnRestAsync(token).ConfigureAwait(false);
    }

    // What a refusal leaves alone is part of it, and joins nothing that comes later.
    private async Task SendAheadAsync(CanaryStage canary)
    {
        Canary = null;
        for (List<Batch> batches = _builder!.Complete().ToList(); batches.Count > 0; batches = _builder.Complete().ToList())
        {
            foreach (Batch batch in batches)
            {
                _context.Tally.Formed(batch.Contacts, batch.Body.Count, single: false);
                await canary.SendAsync(batch).ConfigureAwait(false);
            }

            _outlet!.TakeLeftAlone();
        }

        await canary.VerifyAsync(_digester!).ConfigureAwait(false);
    }

    private void CheckEmpty()
    {
        if (!Settings.AllowEmpty)
            throw new BulkException(BulkError.NoInput, Settings.Source is null ? Texts.NoInput : Texts.NoRows(Settings.Source.Path));
        _context.OpenJournal(_preparation);
    }

    // Single calls know neither the automation switch nor callbacks; the importer knows both.
    private bool GoesSingle() => InputComplete && !_context.IsResumed && Settings.Method == ImportMethod.Auto && _placer!.Distinct <= Rules.SingleCallsUpTo
        && !Settings.SkipAutomation && Settings.Canary == 0 && Settings.Callback is null && !_needsImporter;
}
