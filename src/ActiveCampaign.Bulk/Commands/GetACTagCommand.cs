using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Shows the account's contact tags.</summary>
[Cmdlet(VerbsCommon.Get, "ACTag")]
[OutputType(typeof(ACTag))]
public sealed class GetACTagCommand : CatalogCommand
{
    private protected override void End() => WriteMatching(
        "tag",
        (reader, token) => reader.TagsAsync(token),
        tag => tag.Name,
        tag => new ACTag(tag.Id, tag.Name, tag.Description, Current.Host, Current.IsSimulator));
}
