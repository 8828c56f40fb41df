using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Service.Lookup;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Upkeep;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>
/// Takes in all contacts before anything is done to one of them: looks them up and writes them to the journal, so that
/// memory stays small and a run that is cut off forgets nobody. What is not confirmed is removed again. Used by one
/// thread at a time.
/// </summary>
internal sealed class CallPlan : IDisposable
{
    /// <summary>Contacts that are journaled, read and backed up together.</summary>
    private const int GroupSize = 100;

    private readonly StatusPoller _poller;
    private readonly AccountConnection _connection;
    private readonly JournalStore _store;
    private readonly CallSettings _settings;
    private readonly ActivityHeader _header;
    private readonly CallAction _action;
    private readonly ContactFinder _finder;
    private readonly RowSet _ids = new();
    private readonly List<long> _repeated = [];
    private List<PlannedContact> _group = [];
    private JournalWriter? _journal;
    private RowDigester? _digester;
    private int _groups;
    private bool _isConfirmed;

    private CallPlan(StatusPoller poller, JournalStore store, CallSettings settings, ActivityHeader header, CallAction action)
    {
        _poller = poller;
        _connection = poller.Service.Connection;
        _store = store;
        _settings = settings;
        _header = header;
        _action = action;
        _finder = new ContactFinder(_connection);
    }

    /// <summary>The activity's id.</summary>
    public string ActivityId => _header.Id;

    /// <summary>What came in so far.</summary>
    public CallPlanCounts Counts { get; private set; } = new(0, 0, 0, 0, 0);

    /// <summary>About how long the calls for what was found so far will take.</summary>
    public TimeSpan Duration => CallPace.Estimate(_connection.Lanes.General, Counts.Found, _settings);

    /// <summary>Checks settings against account and files. Reads only.</summary>
    /// <param name="poller">Asks the account where batches stand.</param>
    /// <param name="store">Where its journal goes.</param>
    /// <param name="settings">What is asked for.</param>
    /// <param name="token">Ends the checks.</param>
    /// <exception cref="BulkException">Something does not fit.</exception>
    public static async Task<CallPlan> OpenAsync(StatusPoller poller, JournalStore store, CallSettings settings, CancellationToken token)
    {
        AccountConnection connection = poller.Service.Connection;
        CallFiles.Check(settings, connection.Host);
        IReadOnlyList<int> tags = await CallActions.TagIdsAsync(connection, settings, token).ConfigureAwait(false);
        ActivityHeader header = CallHeader.Create(settings, tags, connection.Host, connection.IsSimulator, connection.Clock.GetUtcNow());
        CallAction action = await CallActions.CreateAsync(connection, settings, tags, header.Id, token).ConfigureAwait(false);
        return new CallPlan(poller, store, settings, header, action);
    }

    /// <summary>Takes rows in.</summary>
    /// <exception cref="BulkException">There are more contacts than allowed, or looking them up fails.</exception>
    public async Task AddAsync(IReadOnlyList<ContactReference> chunk, CancellationToken token)
    {
        Counts = Counts with { Read = Counts.Read + chunk.Count };
        await TakeAsync(await _finder.AddAsync(chunk, token).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>No more rows come.</summary>
    /// <exception cref="BulkException">None came, there are more contacts than allowed, or looking them up fails.</exception>
    public async Task CompleteAsync(CancellationToken token)
    {
        if (Counts.Read == 0 && !_settings.AllowEmpty)
            throw new BulkException(BulkError.NoInput, Texts.NoInput);
        await TakeAsync(await _finder.CompleteAsync(token).ConfigureAwait(false)).ConfigureAwait(false);
        await WriteAsync(flush: true).ConfigureAwait(false);
    }

    /// <summary>It was agreed to: from here on the activity can be resumed. Null where there is nothing to do. Dispose what you get.</summary>
    /// <exception cref="BulkException">The journal or one of the files cannot be written.</exception>
    public async Task<CallRun?> ConfirmAsync()
    {
        if (_journal is null)
            return null;

        // With nobody to delete, what is there is the backup of those who were.
        if (Counts.Found > 0)
        {
            CallFiles.Prepare(_settings);
            _action.Prepare();
        }

        await _journal.InputCompleteAsync(_connection.Clock.GetUtcNow()).ConfigureAwait(false);
        CallRun run = CallRun.Create(_poller, _journal, _action, _settings);
        _isConfirmed = true;
        return run;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _digester?.Dispose();
        if (_isConfirmed)
            return;
        _action.Complete();
        _action.Dispose();
        if (_journal is null)
            return;
        _journal.EndRun();
        _journal.Dispose();
        ActivityRemoval.Remove(_journal.Folder);
        _journal = null;
    }

    private async Task TakeAsync(IReadOnlyList<ContactMatch> matches)
    {
        foreach (ContactMatch match in matches)
        {
            PlannedContact contact = Plan(match);
            if (_settings.IsRehearsal)
                continue;
            _group.Add(contact);
            if (_group.Count == GroupSize)
                await WriteAsync(flush: false).ConfigureAwait(false);
        }
    }

    private PlannedContact Plan(ContactMatch match)
    {
        ContactReference asked = match.Asked;
        if (match.Id is not int id)
        {
            // Nobody can say that somebody is gone whose address cannot be read.
            if (asked.Id is null && EmailRules.FindProblem(asked.Email ?? string.Empty) is not null)
            {
                Counts = Counts with { Invalid = Counts.Invalid + 1 };
                return new PlannedContact(asked.Row, null, asked.Email, PlannedLookUp.Invalid);
            }

            Counts = Counts with { Missing = Counts.Missing + 1 };
            return new PlannedContact(asked.Row, asked.Id, asked.Email, PlannedLookUp.Missing);
        }

        if (match.IsOther)
        {
            Counts = Counts with { Mismatched = Counts.Mismatched + 1 };
            return new PlannedContact(asked.Row, asked.Id, asked.Email, PlannedLookUp.Mismatch);
        }

        if (_ids.Add(id))
            CountFound();
        else
            Repeat(asked.Row);
        return new PlannedContact(asked.Row, id, match.Email, PlannedLookUp.Found);
    }

    private void CountFound()
    {
        Counts = Counts with { Found = Counts.Found + 1 };
        if (_settings.MaxCount is long limit && Counts.Found > limit)
            throw new BulkException(BulkError.MaxCountExceeded, ServiceTexts.MaxCountExceeded(limit));
    }

    private void Repeat(long row)
    {
        Counts = Counts with { Repeated = Counts.Repeated + 1 };
        _repeated.Add(row);
    }

    private async Task WriteAsync(bool flush)
    {
        if (_group.Count == 0)
            return;
        _journal ??= _store.Create(_header);
        _digester ??= new RowDigester(_store.KeyOf(_header.Host));
        List<PlannedContact> group = _group.ConvertAll(contact => contact.Email is string email ? contact with { Digest = _digester.Address(email) } : contact);
        _group = [];
        if (_repeated.Count > 0)
            _journal.Note(new RowsSuperseded(RowRanges.Format(_repeated)));
        _repeated.Clear();
        await _journal.PlannedAsync(++_groups, _header.Settings["action"]!, group, flush, _connection.Clock.GetUtcNow()).ConfigureAwait(false);
    }
}
