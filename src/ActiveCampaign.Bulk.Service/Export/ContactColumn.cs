using ActiveCampaign.Bulk.Service.Catalog;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>One column of an export.</summary>
/// <param name="Name">Its header.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="FieldId">The custom field's id, or 0.</param>
/// <param name="FieldKind">How the values of that field are shaped.</param>
internal sealed record ContactColumn(string Name, ContactColumnKind Kind, int FieldId = 0, FieldKind FieldKind = FieldKind.Text);
