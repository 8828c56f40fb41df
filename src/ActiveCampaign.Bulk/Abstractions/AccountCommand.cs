using System;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Names;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that works on an account, whatever its service.</summary>
public abstract class AccountCommand : BulkCommand
{
    private BulkSession? _resolved;
    private bool _wasLive;
    private PaceNotice? _pace;

    private protected AccountCommand()
    {
    }

    /// <summary>The session that the command was given, or what stands for it.</summary>
    private protected abstract BulkSession? GivenSession { get; }

    /// <summary>The session the command means.</summary>
    private protected BulkSession Current
    {
        get
        {
            if (_resolved is null)
            {
                _resolved = SessionFinder.Find(Service, GivenSession);
                _pace = new PaceNotice(this, _resolved.Host, _resolved.Lanes);
            }

            return _resolved;
        }
    }

    /// <summary>Its live connection.</summary>
    private protected LiveConnection Live
    {
        get
        {
            LiveConnection live = SessionFinder.Live(Current);
            _wasLive = true;
            Hear(live.Account.Audit);
            return live;
        }
    }

    private protected override CommandException? WasCutOff => _wasLive && SessionTable.Of(Service).Find(Current) is null
        ? new CommandException(ErrorIds.SessionClosed, Messages.SessionClosedMeanwhile(Current.Name), Current.Name)
        : null;

    /// <summary>Gives the people of an import what comes after it, such as tags, where that is due. What fails is told, and stays due.</summary>
    private protected void GiveFollowUp(string folder)
    {
        try
        {
            using FollowUp? due = FollowUp.Find(Live.Service, folder);
            if (due is { People.Count: > 0 })
                Give(due, folder);
            due?.Complete();
        }
        catch (BulkException e)
        {
            WriteError(ErrorRecords.Of(e.With(Messages.GoOnWith(NextCommands.Wait(Path.GetFileName(folder), folder)))));
        }
    }

    private void Give(FollowUp due, string folder)
    {
        LiveConnection live = Live;
        ImportRun run = Await(token => due.PrepareAsync(live.Poller, token));
        using ImportPump pump = new(this, Current, live, run, due.Settings, new RejectSink(this), wait: true, quiet: true);
        pump.Start();
        OpenNotice.Know(run.Folder);
        for (int start = 0; start < due.People.Count; start += RowPump.ChunkSize)
            pump.Feed(due.People.Skip(start).Take(RowPump.ChunkSize).ToList(), StopToken);
        ImportCounts counts = pump.RunToEnd(StopToken);
        WriteInformation(Messages.FollowedUp(Path.GetFileName(folder), run.ActivityId, counts), ["ActiveCampaign.Bulk"]);
    }

    internal override void WhileWaiting()
    {
        WriteAudit();
        _pace?.Show();
    }

    private protected override void Completed()
    {
        _pace?.Complete();
        if (_wasLive && !IsWhatIf)
            KnownNames.Of(Current.Host).Save((Journal ?? new JournalStore()).NamesFile(Current.Host), DateTimeOffset.UtcNow);
    }
}
