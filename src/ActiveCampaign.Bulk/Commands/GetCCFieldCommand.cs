using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Shows the account's custom fields.</summary>
[Cmdlet(VerbsCommon.Get, "CCField")]
[OutputType(typeof(CCField))]
public sealed class GetCCFieldCommand : CCCatalogCommand
{
    private protected override void End() => WriteMatching(
        "field",
        (names, token) => names.FieldsAsync(token),
        field => field.Label,
        field => CCMapping.ToField(field, Current));
}
