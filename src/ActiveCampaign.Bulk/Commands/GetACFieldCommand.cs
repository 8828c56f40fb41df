using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Shows the account's custom fields.</summary>
[Cmdlet(VerbsCommon.Get, "ACField")]
[OutputType(typeof(ACField))]
public sealed class GetACFieldCommand : CatalogCommand
{
    private protected override void End() => WriteMatching(
        "field",
        (reader, token) => reader.FieldsAsync(token),
        field => field.Title,
        field => Mapping.ToField(field, Current));
}
