using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>Finds out that what stands where a header should be is none, whichever way the rows came in.</summary>
internal static class HeaderCheck
{
    private static readonly char[] s_delimiters = [';', '\t', '|', ','];

    /// <summary>Checks what needs no account.</summary>
    /// <exception cref="BulkException">It is no header.</exception>
    public static void Check(RowShape shape)
    {
        if (FindOther(shape) is BulkException other)
            throw other;
    }

    /// <summary>What stands there instead of a header; null where it may be one.</summary>
    public static BulkException? FindOther(RowShape shape)
    {
        string[] columns = shape.Columns.Take(shape.Settled).ToArray();
        if (columns.Length > 0 && shape.Path is null && TextKind.OfText(columns[0], null) is string kind)
            return new BulkException(BulkError.NotATable, kind);
        if (columns.FirstOrDefault(column => column.IndexOf('\0') >= 0) is string zeros)
            return new BulkException(BulkError.HeaderInvalid, Texts.Utf16WithoutMark(shape.Path, zeros[0] == '\0' ? "bigendianunicode" : "unicode"), shape.Path);
        if (columns.Any(TextRules.IsDamaged))
            return new BulkException(BulkError.HeaderInvalid, Texts.HeaderDamaged, shape.Path);
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].IndexOf('@') > 0 && EmailRules.FindProblem(columns[i].Trim()) is null)
                return new BulkException(BulkError.HeaderInvalid, Texts.HeaderIsContact(i + 1, shape.Path, columns.Length), shape.Path);
        }

        return null;
    }

    /// <summary>Two columns lead to the same place. A map goes by name, so two of one name cannot be told apart by it.</summary>
    public static BulkException Twice(RowShape shape, string first, string second, IReadOnlyDictionary<string, string?> given)
    {
        string name = second.Trim();
        if (string.Equals(first.Trim(), name, StringComparison.OrdinalIgnoreCase))
        {
            List<int> places = Enumerable.Range(1, shape.Columns.Count).Where(place => string.Equals(shape.Columns[place - 1].Trim(), name, StringComparison.OrdinalIgnoreCase)).ToList();
            return new BulkException(BulkError.DuplicateColumn, Texts.ColumnTwice(name, places), second);
        }

        IReadOnlyDictionary<string, string?> map = Texts.MapFor([(second, null, null)], given);
        return new BulkException(BulkError.DuplicateColumn, Texts.DuplicateColumn(first, second, map), second) { ColumnMap = map };
    }

    /// <summary>What is wrong with a header whose columns lead nowhere or not to an address; null where it may be one.</summary>
    public static BulkException? FindMistake(RowShape shape)
    {
        if (shape.Columns.Any(ColumnNames.IsEmail))
            return null;
        if (shape.Path is null && shape.Columns[0].StartsWith("sep=", System.StringComparison.OrdinalIgnoreCase))
            return new BulkException(BulkError.HeaderInvalid, Texts.HeaderIsSep);
        if (shape.Path is null && shape.Columns.Count == 1 && FindDelimiter(shape.Columns[0]) is char delimiter)
            return new BulkException(BulkError.HeaderInvalid, Texts.HeaderNotSplit(delimiter));
        foreach ((long line, IReadOnlyList<string> cells) in shape.Lead)
        {
            if (cells.Any(ColumnNames.IsEmail) || (cells.Count == 1 && FindDelimiter(cells[0]) is not null))
                return new BulkException(BulkError.HeaderInvalid, Texts.HeaderIsTitle(shape.Path, shape.Sheet, line), shape.Path);
        }

        return null;
    }

    private static char? FindDelimiter(string header)
    {
        foreach (char delimiter in s_delimiters)
        {
            if (header.IndexOf(delimiter) >= 0 && header.Split(delimiter).Any(name => ColumnNames.IsEmail(name.Trim().Trim('"'))))
                return delimiter;
        }

        return null;
    }
}
