using ActiveCampaign.Bulk.Service.Catalog;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>One column of an export.</summary>
/// <param name="Name">Its header.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Field">The custom field, or null.</param>
internal sealed record ContactColumn(string Name, ContactColumnKind Kind, FieldDefinition? Field = null)
{
    /// <summary>The custom field's id, or 0.</summary>
    public int FieldId => Field?.Id ?? 0;

    /// <summary>How the values of that field are shaped.</summary>
    public FieldKind FieldKind => Field?.Kind ?? FieldKind.Text;
}
