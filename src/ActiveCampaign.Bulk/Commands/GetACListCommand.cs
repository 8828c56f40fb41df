using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Shows the account's lists.</summary>
[Cmdlet(VerbsCommon.Get, "ACList")]
[OutputType(typeof(ACList))]
public sealed class GetACListCommand : CatalogCommand
{
    private protected override void End() => WriteMatching(
        "list",
        (reader, token) => reader.ListsAsync(token),
        list => list.Name,
        list => new ACList(list.Id, list.Name, list.StringId, Current.Host, Current.IsSimulator));
}
