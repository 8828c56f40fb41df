using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>
/// Single calls for the contacts that a journal holds, paced by the lane of general calls. One thread drains events;
/// everything else runs behind it. Whatever ends it, the journal says what is left, and a later run does that.
/// </summary>
internal sealed class CallRun : ActivityRun
{
    private readonly CallContext _context;
    private readonly CallAction _action;
    private readonly JournalState _journal;
    private readonly bool _isResumed;

    private CallRun(CallContext context, CallAction action, CallSettings settings, bool isResumed)
        : base(context)
    {
        _context = context;
        _action = action;
        _isResumed = isResumed;
        Settings = settings;
        context.Journal.Drain();
        _journal = JournalReader.Load(context.Journal.Folder);
        context.Expect(CountOpen());
    }

    /// <summary>What the activity was asked for.</summary>
    public CallSettings Settings { get; }

    /// <summary>The activity's id.</summary>
    public string ActivityId => _context.Journal.ActivityId;

    /// <summary>The activity's journal folder.</summary>
    public string Folder => _context.Journal.Folder;

    /// <summary>The file in which the backup grows until it takes another one's place; null where it grows in its own.</summary>
    public string? UnfinishedBackup => ContactBackup.Beside(Settings with { AppendBackup = true }, ActivityId);

    /// <summary>The file that the backup goes to, where the one that was named holds something else; else null. Known once it is written.</summary>
    public string? MovedBackup => _action.MovedBackup;

    /// <summary>What must be said once it is done; null for nothing.</summary>
    public string? Notice => _action.Notice;

    /// <summary>Where the rows stand.</summary>
    public CallCounts Counts => _context.Counts;

    /// <summary>Goes on where an earlier run ended, whatever ended it. The journal has all it needs.</summary>
    /// <param name="poller">Asks the account where batches stand.</param>
    /// <param name="folder">The activity's folder.</param>
    /// <param name="token">Ends the preparation.</param>
    /// <exception cref="BulkException">Somebody is at work on it, nobody agreed to it, or its contact data is gone.</exception>
    public static async Task<CallRun> ResumeAsync(StatusPoller poller, string folder, CancellationToken token)
    {
        JournalWriter journal = JournalStore.OpenToRun(folder);
        try
        {
            ActivitySnapshot activity = journal.Ask(state => state.BuildOrThrow(running: false));
            string id = activity.Header.Id;
            if (!activity.InputComplete)
                throw new BulkException(BulkError.InputNeeded, ServiceTexts.CallPlanNotConfirmed(id, JournalStore.OptionFor(folder)), id);
            if (activity.IsExpired && activity.State != ActivityState.Completed)
                throw new BulkException(BulkError.DataExpired, Texts.DataExpired(id), id);
            CallSettings settings = CallHeader.Read(activity.Header);
            CallAction action = await CallActions.CreateAsync(poller.Service.Connection, settings, CallHeader.TagIds(activity.Header), id, token, activity.Imported + activity.Unknown > 0).ConfigureAwait(false);
            return new CallRun(new CallContext(poller, journal), action, settings, isResumed: true);
        }
        catch
        {
            journal.EndRun();
            journal.Dispose();
            throw;
        }
    }

    internal static CallRun Create(StatusPoller poller, JournalWriter journal, CallAction action, CallSettings settings) =>
        new(new CallContext(poller, journal), action, settings, isResumed: false);

    /// <inheritdoc/>
    private protected override void Release() => _action.Dispose();

    private long CountOpen() => _journal.Batches.Sum(batch => _journal.Ledger.RowsAt(batch).LongCount(row =>
        !_journal.Ledger.IsErased(row)
        && (_journal.Ledger.StateOf(row) is RowState.NotSent or RowState.Unknown || (batch.Settlement is null && _journal.Ledger.StateOf(row) == RowState.Superseded))));

    /// <inheritdoc/>
    private protected override async Task WorkAsync()
    {
        if (_isResumed)
            _context.Journal.Note(new RunResumed(_context.Now));
        CallStage stage = new(_context, _action, _journal);
        await GuardAsync(() => stage.RunAsync(GuardAsync)).ConfigureAwait(false);
        if (!_context.Stop.IsCancellationRequested)
            await GuardAsync(() => Task.Run(_action.Complete)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    private protected override ActivityEnd? End() => EndOf(_journal.Ledger.LastRow, complete: true, ActivityState.Sent);
}
