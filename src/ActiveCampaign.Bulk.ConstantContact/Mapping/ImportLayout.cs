using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ActiveCampaign.Bulk.ConstantContact.Mapping;

/// <summary>What the rows of one shape become, as far as their size goes: a file has a cell for each column, filled or not.</summary>
internal sealed class ImportLayout
{
    private const int LineEnd = 2;

    /// <summary>Makes one of the places of the columns.</summary>
    /// <param name="places">The places.</param>
    /// <param name="isFile">Whether rows go as files; null where that is told by the columns.</param>
    public ImportLayout(IEnumerable<ColumnPlace> places, bool? isFile)
    {
        List<string> keys = places.Where(place => place.Leads && place.Kind is not (PlaceKind.OptOut or PlaceKind.Permission or PlaceKind.Tags or PlaceKind.Refused)).SelectMany(KeysOf).Distinct(StringComparer.Ordinal).ToList();
        IsFile = isFile ?? keys.TrueForAll(Headings.IsOfFiles);
        Columns = keys.Count;
        FrameWeight = IsFile ? keys.Sum(key => CsvCell.LengthOf(key)) + Columns - 1 + LineEnd : 0;
    }

    /// <summary>Whether rows go as files.</summary>
    public bool IsFile { get; }

    /// <summary>Columns of the file.</summary>
    public int Columns { get; }

    /// <summary>Bytes of its first line.</summary>
    public int FrameWeight { get; }

    /// <summary>Bytes of a line with these cells beside blank ones.</summary>
    public int WeightOf(string email, IReadOnlyList<KeyValuePair<string, string>> values)
    {
        int weight = CsvCell.LengthOf(email) + Columns - 1 + LineEnd;
        foreach (KeyValuePair<string, string> value in values)
            weight += CsvCell.LengthOf(value.Value);
        return weight;
    }

    private static IEnumerable<string> KeysOf(ColumnPlace place) => place.Kind == PlaceKind.Birthday ? [Headings.BirthdayMonth, Headings.BirthdayDay] : [place.Key];
}
