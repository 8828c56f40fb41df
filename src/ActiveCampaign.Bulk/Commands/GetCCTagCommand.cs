using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Shows the account's contact tags.</summary>
[Cmdlet(VerbsCommon.Get, "CCTag")]
[OutputType(typeof(CCTag))]
public sealed class GetCCTagCommand : CCCatalogCommand
{
    private protected override void End() => WriteMatching(
        "tag",
        (names, token) => names.TagsAsync(token),
        tag => tag.Name,
        tag => CCMapping.ToTag(tag, Current));
}
