using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>
/// The activities of -DependsOn. Find them when the command begins, and wait before it sends anything. Used on the
/// pipeline thread.
/// </summary>
internal sealed class Dependencies
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(200);

    private readonly BulkCommand _command;
    private readonly BulkSession _session;
    private readonly LiveConnection _live;
    private readonly IReadOnlyList<string> _folders;

    private Dependencies(BulkCommand command, BulkSession session, LiveConnection live, IReadOnlyList<string> folders)
    {
        _command = command;
        _session = session;
        _live = live;
        _folders = folders;
    }

    /// <summary>Finds activities by their ids, in a store or in the usual one.</summary>
    /// <param name="command">The command that waits.</param>
    /// <param name="session">The account.</param>
    /// <param name="live">Its connection.</param>
    /// <param name="store">Where journals lie.</param>
    /// <param name="ids">The ids; none for nothing to wait for.</param>
    /// <exception cref="CommandException">One is not there, belongs to another account, or cannot become settled by waiting.</exception>
    public static Dependencies Find(BulkCommand command, BulkSession session, LiveConnection live, JournalStore store, IEnumerable<string> ids)
    {
        List<string> folders = ids.Distinct(StringComparer.OrdinalIgnoreCase).Select(id => FolderOf(id, store) ?? throw NotFound(id)).ToList();
        Dependencies found = new(command, session, live, folders);
        folders.ForEach(found.Check);
        return found;
    }

    /// <summary>The same for an activity that goes on: one whose journal was removed meanwhile is not waited for.</summary>
    public static Dependencies FindAgain(BulkCommand command, BulkSession session, LiveConnection live, JournalStore store, IEnumerable<string> ids)
    {
        ILookup<bool, string> there = ids.ToLookup(id => FolderOf(id, store) is not null);
        foreach (string id in there[false])
            command.WriteWarning(Messages.DependencyGone(id));
        return Find(command, session, live, store, there[true]);
    }

    /// <summary>Waits until every row of the activities is settled, with progress. A stop ends it.</summary>
    /// <returns>Whether there was anything to wait for.</returns>
    /// <exception cref="CommandException">One cannot become settled by waiting.</exception>
    public bool Wait()
    {
        if (_folders.Count == 0)
            return false;
        CancellationToken token = _command.StopToken;
        DependencyWait wait = new(_live.Poller, _live.Account.Clock);
        Task<IReadOnlyList<DependencyState>> waiting = Task.Run(() => wait.RunAsync(_folders, token));
        ProgressMeter progress = new(_command, "Waiting for what this depends on", _live.Account);
        while (Task.WhenAny(waiting, Task.Delay(s_tick)).GetAwaiter().GetResult() != waiting)
        {
            _command.WhileWaiting();
            if (progress.IsDue && wait.Current is DependencyState current)
                Show(progress, current.Activity);
        }

        progress.Complete();
        foreach (DependencyState state in Result(waiting))
            Tell(state);
        return true;
    }

    // Another runspace may close the connection meanwhile.
    private IReadOnlyList<DependencyState> Result(Task<IReadOnlyList<DependencyState>> waiting)
    {
        try
        {
            return waiting.GetAwaiter().GetResult();
        }
        catch (ObjectDisposedException)
        {
            throw new CommandException(ErrorIds.SessionClosed, Messages.SessionClosed(_session.Name), _session.Name);
        }
    }

    private static string? FolderOf(string id, JournalStore store) => ActivityFolders.Find(id, store) ?? ActivityFolders.Find(id);

    private static CommandException NotFound(string id) => new(ErrorIds.NameNotFound, Messages.ActivityNotFound(id), id);

    private void Check(string folder)
    {
        DependencyState state = DependencyState.Of(JournalReader.Read(folder));
        ActivityHeader header = state.Activity.Header;
        if (header.Host != _session.Host)
            throw ErrorRecords.Mismatch(header.Host, _session.Host, header.Id);
        if (state.Stand == DependencyStand.Open)
            throw Unsettled(state);
    }

    private void Tell(DependencyState state)
    {
        // Rows may have been refused on the way, or the last one settled: the activity's own files get them.
        using (RejectSink rejects = new(_command))
        {
            rejects.Follow(state.Activity.Folder);
            rejects.Complete();
        }

        if (state.Stand != DependencyStand.Settled)
            throw Unsettled(state);
        if (state.Failed > 0)
            _command.WriteWarning(Messages.DependencyFailed(state.Activity.Header.Name, state.Activity.Header.Id, state.Activity.Folder, state.Failed));
    }

    private static CommandException Unsettled(DependencyState state)
    {
        (ActivityHeader header, string folder) = (state.Activity.Header, state.Activity.Folder);
        string text = state.Stand == DependencyStand.Stalled
            ? Messages.DependencyStalled(header.Name, header.Id, state.Activity.Pending, NextCommands.Wait(header.Id, folder))
            : Messages.DependencyOpen(header.Name, header.Id, state.Open, NextCommands.For(state.Activity));
        return new CommandException(ErrorIds.DependencyOpen, text, header.Id);
    }

    private static void Show(ProgressMeter progress, ActivitySnapshot activity)
    {
        long settled = activity.RowsRead - activity.Pending - activity.NotSent;
        string doing = activity.State == ActivityState.Running ? "runs" : "was sent";
        progress.Show(
            settled,
            activity.RowsExpected,
            $"'{activity.Header.Name}' ({activity.Header.Id}) {doing}: {settled:N0} of {activity.RowsExpected ?? activity.RowsRead:N0} rows settled");
    }
}
