using System.Collections;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Completes the names of this runspace's connections with the command's service.</summary>
public sealed class SessionCompleter : OfflineCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<Suggestion> Suggest(string command, string parameter, IDictionary bound) =>
        SessionTable.Of(CommandNames.ServiceOf(command)).Current.Select(session => new Suggestion(session.Name, () => session.Host + (session.IsSimulator ? " (simulator)" : string.Empty)));
}
