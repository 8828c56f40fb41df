using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>Knows what programs write where a value was meant: it would overwrite good values.</summary>
internal static class ProgramText
{
    private const double ExactDouble = 9007199254740992;
    private const float ExactFloat = 16777216;

    // In the languages that spreadsheets are used in most.
    private static readonly HashSet<string> s_errors = new(StringComparer.Ordinal)
    {
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#GETTING_DATA", "#ERROR!",
        "#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#ÜBERLAUF!", "#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!", "#¡REF!", "#¡VALOR!", "#¡DIV/0!", "#¿NOMBRE?", "#¡NUM!", "#¡NULO!",
        "#N/D", "#RIF!", "#VALORE!", "#NOME?", "#NULLO!", "#N/B", "#VERW!", "#WAARDE!", "#NAAM?", "#GETAL!", "#LEEG!", "#DEEL/0!", "#VALOR!", "#NÚM!", "#NULO!",
    };

    private static readonly string[] s_types =
    [
        "System.Collections.", "System.Security.SecureString", "System.Management.Automation.", "System.Data.", "System.Xml.Xml", "System.Text.Json.Json",
        "System.Tuple`", "System.Linq.", "System.Func`", "System.Lazy`", "System.Threading.Tasks.Task", "System.DirectoryServices.", "System.__ComObject",
        "Microsoft.ActiveDirectory.Management.", "Microsoft.Exchange.Data.", "Microsoft.Graph.PowerShell.Models.", "Microsoft.SharePoint.Client.",
    ];

    /// <summary>Why a value that is not blank is none; null when it is one.</summary>
    public static string? FindProblem(object value, string text, string column) => value switch
    {
        UnreadableValue unreadable => unreadable.Why is null ? Texts.ValueNested(column) : Texts.ValueUnreadable(column, unreadable.Why),
        double number => OfNumber(number, ExactDouble, column),
        float number => OfNumber(number, ExactFloat, column),
        string => OfText(text, column),
        _ => text == value.GetType().ToString() || IsTypeName(text) ? Texts.TypeName(column) : null,
    };

    /// <summary>What is wrong with a text as a value; null when nothing is.</summary>
    public static string? OfText(string text, string column)
    {
        int start = 0;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
            start++;
        if (start == text.Length || text[start] is not ('#' or 'S' or 'M' or '@' or 'E'))
            return null;
        string trimmed = text.Trim();
        return trimmed[0] switch
        {
            '#' => IsSpreadsheetError(trimmed) ? Texts.SpreadsheetError(column, trimmed) : null,
            'E' => IsCalcError(trimmed) ? Texts.SpreadsheetError(column, trimmed) : null,
            _ => IsTypeName(trimmed) ? Texts.TypeName(column) : null,
        };
    }

    /// <summary>Whether a text is a number that a spreadsheet cut the digits off: 4.47901E+11.</summary>
    public static bool IsShortNumber(string text)
    {
        string trimmed = text.Trim();
        int e = trimmed.IndexOfAny(['E', 'e']);
        if (e < 1 || e + 2 >= trimmed.Length || trimmed.Length > 30 || trimmed[e + 1] is not ('+' or '-'))
            return false;
        return IsMantissa(trimmed, e) && AreDigits(trimmed, e + 2, trimmed.Length);
    }

    private static string? OfNumber(double number, double exact, string column)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
            return Texts.NotANumber(column);
        return Math.Abs(number) > exact ? Texts.NumberInexact(column) : null;
    }

    // A column that is too narrow is copied as a row of #.
    private static bool IsSpreadsheetError(string text) => s_errors.Contains(text) || (text.Length > 2 && text.Trim('#').Length == 0);

    private static bool IsCalcError(string text) => text.Length == 7 && text.StartsWith("Err:", StringComparison.Ordinal) && AreDigits(text, 4, 7);

    private static bool IsTypeName(string text)
    {
        if (text.StartsWith("@{", StringComparison.Ordinal))
            return text.EndsWith("}", StringComparison.Ordinal) && (text.Length == 3 || text.IndexOf('=') > 0);
        if (!(text.StartsWith("System.", StringComparison.Ordinal) || text.StartsWith("Microsoft.", StringComparison.Ordinal)) || text.IndexOf(' ') >= 0)
            return false;
        return text is "System.Object" or "System.DBNull" || text.EndsWith("[]", StringComparison.Ordinal)
            || Array.Exists(s_types, type => text.StartsWith(type, StringComparison.Ordinal));
    }

    private static bool IsMantissa(string text, int end)
    {
        int start = text[0] is '+' or '-' ? 1 : 0;
        if (start >= end || !char.IsDigit(text[start]))
            return false;
        return end == start + 1 || (text[start + 1] is '.' or ',' && end > start + 2 && AreDigits(text, start + 2, end));
    }

    private static bool AreDigits(string text, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (text[i] is < '0' or > '9')
                return false;
        }

        return true;
    }
}
