using System.Collections;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Names;
using ActiveCampaign.Bulk.ConstantContact.Export;
using ActiveCampaign.Bulk.Service.Export;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Completes the columns that every account has, then the fields that this one is known to have.</summary>
public sealed class ContactPropertyCompleter : OfflineCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<Suggestion> Suggest(string command, string parameter, IDictionary bound) =>
        (CommandNames.ServiceOf(command) == ServiceKind.ConstantContact ? StoredColumns.Names : ContactColumns.Members.Select(column => column.Name)).Append("fields").Select(name => new Suggestion(name))
            .Concat(NamesOf(NameKind.Field, command, bound).Select(field => new Suggestion(field.Name, () => $"Field {field.Id}")));
}
