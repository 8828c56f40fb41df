using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Preflight;

/// <summary>What is wrong with an input, by reason and column: as much memory for a million rows as for ten. Used by one thread.</summary>
internal sealed class IssueBook : IDisposable
{
    private const int ExampleLength = 40;

    private readonly Dictionary<(bool, string, string?), InputIssue> _issues = [];
    private readonly IssueFile? _file;

    /// <param name="file">Takes each of them; null where nobody asked for that.</param>
    public IssueBook(IssueFile? file)
    {
        _file = file;
    }

    /// <summary>Errors first, and of each kind what most rows have.</summary>
    public IReadOnlyList<InputIssue> All => _issues.Values
        .OrderByDescending(issue => issue.IsError).ThenBy(issue => issue.Rows == 0 ? 0 : 1).ThenByDescending(issue => issue.Rows).ThenBy(issue => issue.FirstRow).ToList();

    /// <summary>Something that is wrong with the input as a whole, so that an import would end.</summary>
    public void Add(BulkException failure) => Add(new InputIssue(isError: true, failure.Error.ToString(), ColumnOf(failure), failure.Message) { ColumnMap = MapOf(failure) });

    /// <summary>Something about the input as a whole.</summary>
    public void Add(InputIssue issue)
    {
        if (_issues.ContainsKey(KeyOf(issue)))
            return;
        _issues.Add(KeyOf(issue), issue);
        _file?.Write(null, issue.IsError, issue.Code, issue.Column, issue.Text);
    }

    /// <summary>A fault of a row, for which the import refuses it.</summary>
    public InputIssue Add(SourceRow row, RowProblem problem) =>
        Add(row, isError: true, problem.Reason.ToString(), problem.Column, problem.Text, problem.Missing);

    /// <summary>A doubt about a row that the import takes.</summary>
    public void Add(SourceRow row, string code, string? column, string text) => Add(row, isError: false, code, column, text, null);

    /// <summary>Nothing more is found: the file takes its place.</summary>
    public void Complete() => _file?.Complete();

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    /// <summary>The map that would take the cause of an error away, wherever in it that is told; or null.</summary>
    public static IReadOnlyDictionary<string, string?>? MapOf(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is BulkException { ColumnMap: IReadOnlyDictionary<string, string?> map })
                return map;
        }

        return null;
    }

    private InputIssue Add(SourceRow row, bool isError, string code, string? column, string text, string? name)
    {
        if (!_issues.TryGetValue((isError, code, column), out InputIssue? issue))
            _issues.Add((isError, code, column), issue = new InputIssue(isError, code, column, text));
        issue.Add(row, issue.Rows == 0 ? ExampleOf(row, column, code) : null, name);
        _file?.Write(row, isError, code, column, text);
        return issue;
    }

    private static (bool, string, string?) KeyOf(InputIssue issue) => (issue.IsError, issue.Code, issue.Column);

    private static string? ColumnOf(BulkException failure) =>
        failure.Error is BulkError.UnknownColumn or BulkError.DuplicateColumn or BulkError.ClearColumnBlank or BulkError.ColumnMapInvalid
            || (failure.Error == BulkError.SettingsConflict && failure.ColumnMap is not null) ? failure.Target : null;

    // A cell with an @ may be somebody's address, whatever its column is called, and one that is to be an address is one.
    private static string? ExampleOf(SourceRow row, string? column, string code)
    {
        int place = column is null || code == nameof(RowReason.EmailInvalid) ? -1 : row.Shape.IndexOf(column);
        if (place < 0 || place >= row.Values.Length || CellText.ToText(row.Values[place]) is not string text || TextRules.IsBlank(text) || text.IndexOf('@') >= 0)
            return null;
        return PlainText.Of(text.Length > ExampleLength ? text.Substring(0, ExampleLength) + "…" : text);
    }
}
