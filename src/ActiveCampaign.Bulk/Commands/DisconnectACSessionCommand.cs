using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Closes connections.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "ACSession", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class DisconnectACSessionCommand : BulkCommand
{
    private const string NameSet = "Name";
    private const string ObjectSet = "Object";

    /// <summary>Names; wildcards are fine.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Connections from Get-ACSession.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ObjectSet)]
    [ValidateNotNull]
    public ACSession? InputObject { get; set; }

    private protected override void Process()
    {
        if (InputObject is not null)
        {
            Close(InputObject);
            return;
        }

        ACSession[] sessions = SessionTable.Current.ToArray();
        foreach (string missing in NameFilter.Missing(Name, sessions.Select(session => session.Name)))
            WriteError(ErrorRecords.Of(new CommandException(ErrorIds.SessionNotFound, Messages.SessionNotFound(missing), missing)));
        foreach (ACSession session in NameFilter.Select(Name, sessions, session => session.Name))
            Close(session);
    }

    private void Close(ACSession session)
    {
        if (ShouldProcess(session.Name, "Disconnect"))
            SessionTable.Remove(session);
    }
}
