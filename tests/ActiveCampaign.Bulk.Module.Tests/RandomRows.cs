using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CsCheck;

namespace ActiveCampaign.Bulk.Module.Tests;

/// <summary>Makes random objects of many shapes, kinds and values.</summary>
internal static class RandomRows
{
    private const string Unreadable = "ValueUnreadable";

    private static readonly DateTime s_start = new(1901, 1, 1);

    private static readonly Gen<RandomCell> s_blank = Any(new RandomCell("null", [], ""), Text(""), Text("  "), Text("\u200B"), new RandomCell("array", [null, ""], ""));

    private static readonly Gen<RandomCell> s_text = Gen.OneOf(
        Any("Ann", " Bo ", "Zoë", "Жанна", "李", "O'Neil", "a \"b\"", "x,y", "two\r\nlines", "tab\there", "😀", "=1+1", "1E5", "007", "#1", "System").Select(Text),
        Gen.Char["abc xyz,;|\"'äé"].Array[1, 12].Select(chars => Text(new string(chars))));

    private static readonly Gen<RandomCell> s_wrong = Gen.OneOf(
        Any("#N/A", "#REF!", "System.String[]", "@{a=b}", "bell\a", "nul\0", "\uFFFD").Select(Text),
        Any(new RandomCell("object", [], "@{given=Ann}"), new RandomCell("table", [], "System.Collections.Hashtable"), new RandomCell("objects", [], "System.Object[]")));

    private static readonly Gen<RandomCell> s_number = Gen.OneOf(
        Gen.Int.Select(number => new RandomCell("int", [Invariant(number)], Invariant(number))),
        Gen.Long.Select(number => new RandomCell("long", [Invariant(number)], Invariant(number))),
        Gen.Int[-100000, 100000].Select(number => Number("double", number / 8m)),
        Gen.Int[-100000, 100000].Select(number => Number("decimal", number / 100m)),
        Any(Lost("NaN"), Lost("Infinity"), Lost("1E+17")),
        Gen.Bool.Select(flag => new RandomCell("bool", [flag ? "true" : "false"], flag ? "true" : "false")));

    private static readonly Gen<RandomCell> s_date = Gen.OneOf(
        Gen.Int[0, 70000].Select(days => Moment(s_start.AddDays(days))),
        Gen.Select(Gen.Int[0, 70000], Gen.Int[0, 86399]).Select((days, seconds) => Moment(s_start.AddDays(days).AddSeconds(seconds))),
        Any("2026-01-31", "20260131", "2026-01-31 08:30", "2026-01-31T08:30:00+02:00", "0000-00-00", "1899-12-30", "2026-02-30", "31.01.2026", "soon").Select(Text),
        Gen.Const(Moment(DateTime.MinValue)));

    private static readonly Gen<RandomCell> s_option = Any("Gold", "silver", " Bronze ", "Platinum").Select(Text);

    private static readonly Gen<RandomCell> s_options = Several(Any("Music", "food", "Sports", "Cooking"), "|", "; ");

    private static readonly Gen<RandomCell> s_tags = Several(Any("vip", "VIP", "beta", "new one", "alumni"), "|", ",", ";");

    private static readonly Gen<RandomCell> s_lists = Several(Any("Newsletter", "events", "Nowhere"), "|", ",");

    /// <summary>Rows of a seed; the first has nothing but its address, so that every other column comes late.</summary>
    public static IReadOnlyList<RandomRow> Of(uint seed, int count)
    {
        PCG random = new(seed, seed);
        Gen<RandomRow> rows = Row();
        return [new RandomRow("note", []), .. Enumerable.Range(1, count - 1).Select(_ => rows.Generate(random, null, out Size _))];
    }

    private static Gen<RandomRow> Row()
    {
        Gen<RandomCell?>[] columns =
        [
            Column("First Name", Plain()), Column("last name", Plain()), Column("PHONE", Gen.OneOf(Plain(), s_number)), Column("City", Gen.OneOf(Plain(), s_number, Array())),
            Column("Notes", Gen.Frequency((8, Plain()), (1, s_wrong))), Column("Birthday", s_date), Column("Last Visit", s_date), Column("Membership Level", s_option),
            Column("Interests", s_options), Column("tags", s_tags), Column("lists", s_lists), Rare("nosuch", Plain().Select(cell => cell.Text.Any(c => c > ' ' && c != '\u200B') ? cell with { Refused = "UnknownColumn" } : cell)),
        ];
        return Gen.Select(Any("note", "note", "ordered", "hashtable", "script", "alias", "listed"), All(columns), Gen.Bool)
            .Select((kind, cells, reversed) => new RandomRow(kind, reversed ? [.. Enumerable.Reverse(cells)] : cells));
    }

    private static Gen<RandomCell[]> All(Gen<RandomCell?>[] columns) =>
        columns.Aggregate(Gen.Const(System.Array.Empty<RandomCell>()), (cells, column) => Gen.Select(cells, column).Select((before, cell) => cell is null ? before : [.. before, cell]));

    private static Gen<RandomCell?> Column(string name, Gen<RandomCell> values) => Gen.Frequency(
        (5, Gen.Const((RandomCell?)null)), (1, s_blank.Select(cell => (RandomCell?)(cell with { Column = name }))), (4, values.Select(cell => (RandomCell?)(cell with { Column = name }))));

    private static Gen<RandomCell?> Rare(string name, Gen<RandomCell> values) =>
        Gen.Frequency((15, Gen.Const((RandomCell?)null)), (1, values.Select(cell => (RandomCell?)(cell with { Column = name }))));

    private static Gen<RandomCell> Plain() => Gen.Frequency((6, s_text), (1, s_blank));

    private static Gen<RandomCell> Array() => Any("Graz", "Wien").Array[1, 2].Select(items => items.Length == 1
        ? new RandomCell("array", items, items[0])
        : new RandomCell("array", items, string.Join('|', items)) { Refused = "ValueNotSingle" });

    // As an array, or as one text with any of the separators.
    private static Gen<RandomCell> Several(Gen<string> items, params string[] separators) => Gen.Select(items.Array[1, 3], Any(separators), Gen.Bool)
        .Select((texts, separator, isArray) => isArray ? new RandomCell("array", texts, string.Join('|', texts)) : Text(string.Join(separator, texts)));

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static RandomCell Text(string text) => new("text", [text], text);

    private static RandomCell Lost(string number) => new("double", [number], number) { Refused = Unreadable };

    private static RandomCell Number(string type, decimal number)
    {
        string text = (number / 1.000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
        return new RandomCell(type, [text], text);
    }

    private static RandomCell Moment(DateTime moment) => new(
        "date", [moment.ToString("o", CultureInfo.InvariantCulture)], moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));

    private static string Invariant(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
