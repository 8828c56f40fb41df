using System;
using System.Collections.Generic;
using System.Text;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Import;

/// <summary>Reads the rows of a file with headings, as far as the limits go.</summary>
internal sealed class FileImportReader
{
    private readonly ConstantContactRules _rules;
    private readonly OffenceCounters _offences;

    public FileImportReader(ConstantContactRules rules, OffenceCounters offences)
    {
        _rules = rules;
        _offences = offences;
    }

    public List<PersonRow> Rows { get; } = [];

    /// <summary>The rows over a limit.</summary>
    public int Dropped { get; private set; }

    /// <summary>What is wrong with the headings; null for nothing.</summary>
    public string? Read(ArraySegment<byte> file)
    {
        int kept = Math.Min(file.Count, _rules.MaxImportBytes);
        bool isCut = kept < file.Count;
        CsvText csv = new(Encoding.UTF8.GetString(file.Array!, file.Offset, kept));
        List<string>? headings = csv.Next();
        if (headings is null)
            return "The file is empty.";
        if (_rules.HeadingsIgnoreCase)
            headings = headings.ConvertAll(heading => heading.ToLowerInvariant());
        if (!headings.Contains("email") && !headings.Contains("sms_number"))
            return "The file has neither a column email nor a column sms_number.";
        foreach (string heading in headings.FindAll(heading => !RowProperties.IsKnown(heading)))
            _offences.Add(OffenceKind.UnknownMember, "file." + heading);

        int read = 0;
        for (List<string>? cells = csv.Next(); cells is not null; cells = csv.Next())
        {
            read++;

            // Half a row at the place where the file was cut is no row.
            if (read < _rules.MaxImportRows && (csv.IsClosed || !isCut))
                Rows.Add(RowOf(headings, cells));
        }

        Dropped = (isCut ? CountRows(file) : read) - Rows.Count;
        return null;
    }

    private static PersonRow RowOf(List<string> headings, List<string> cells)
    {
        PersonRow row = new();
        for (int i = 0; i < headings.Count && i < cells.Count; i++)
        {
            if (cells[i].Length > 0 && RowProperties.IsKnown(headings[i]))
                row.Set(headings[i], cells[i]);
        }

        return row;
    }

    private static int CountRows(ArraySegment<byte> file)
    {
        CsvText csv = new(Encoding.UTF8.GetString(file.Array!, file.Offset, file.Count));
        int rows = -1;
        while (csv.Next() is not null)
            rows++;
        return rows;
    }
}
