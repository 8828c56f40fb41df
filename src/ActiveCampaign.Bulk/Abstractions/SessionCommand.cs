using System.Management.Automation;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that works on an account of ActiveCampaign.</summary>
public abstract class SessionCommand : AccountCommand
{
    /// <summary>The connection, or its name. Without it the only connection of this runspace.</summary>
    [Parameter]
    [SessionTransformation(ServiceKind.ActiveCampaign)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public ACSession? Session { get; set; }

    private protected override BulkSession? GivenSession => Session;
}
