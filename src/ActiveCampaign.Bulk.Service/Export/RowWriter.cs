using System.Collections.Generic;
using System.Text;
using ActiveCampaign.Bulk.Service.Catalog;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>Writes contacts as lines of a file. Safe for several threads.</summary>
internal abstract class RowWriter
{
    protected RowWriter(ContactCells cells)
    {
        Cells = cells;
    }

    protected ContactCells Cells { get; }

    /// <summary>The text before the first contact.</summary>
    public abstract string Header();

    /// <summary>The lines of some contacts.</summary>
    public string Lines(IEnumerable<Contact> contacts)
    {
        StringBuilder lines = new();
        foreach (Contact contact in contacts)
            Append(lines, contact);
        return lines.ToString();
    }

    protected abstract void Append(StringBuilder lines, Contact contact);
}
