using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Shows the account's lists.</summary>
[Cmdlet(VerbsCommon.Get, "CCList")]
[OutputType(typeof(CCList))]
public sealed class GetCCListCommand : CCCatalogCommand
{
    private protected override void End() => WriteMatching(
        "list",
        (names, token) => names.ListsAsync(token),
        list => list.Name,
        list => CCMapping.ToList(list, Current));
}
