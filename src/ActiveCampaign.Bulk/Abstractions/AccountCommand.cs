using System;
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
