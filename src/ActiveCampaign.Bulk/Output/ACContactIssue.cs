using System.Collections.Generic;

namespace ActiveCampaign.Bulk;

/// <summary>One kind of fault, or of doubt, in one column of an input, with the rows that have it.</summary>
public sealed class ACContactIssue
{
    internal ACContactIssue()
    {
    }

    /// <summary>Error where the import would refuse such rows, or end; else Warning.</summary>
    public ACIssueSeverity Severity { get; internal init; }

    /// <summary>The reason, by the name that the import's errors have.</summary>
    public string Code { get; internal init; } = string.Empty;

    /// <summary>Rows that have it; 0 where it is about the input as a whole. A row with several faults counts for each.</summary>
    public long Rows { get; internal init; }

    /// <summary>The first of them; null where it is about the input as a whole.</summary>
    public long? FirstRow { get; internal init; }

    /// <summary>The line of the file it is in; null where there is no file.</summary>
    public long? FirstLine { get; internal init; }

    /// <summary>The column, or null.</summary>
    public string? Column { get; internal init; }

    /// <summary>What stands in the cell of the first row; null where that may be an address.</summary>
    public string? Example { get; internal init; }

    /// <summary>Tags, lists or options that are not there, each once; 50 at the most.</summary>
    public IReadOnlyList<string> Missing { get; internal init; } = [];

    /// <summary>What is wrong in the first row, and what to do. It holds no address.</summary>
    public string Message { get; internal init; } = string.Empty;

    /// <summary>A parameter to add that takes it away, as it is typed; null where only the input can be corrected.</summary>
    public string? Fix { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Code + Where + (Fix is null ? string.Empty : ": " + Fix);

    private string Where => (Rows, FirstRow) switch
    {
        (0, _) => string.Empty,
        (1, long row) => $", row {row}{Place}",
        (_, long row) => $", {Rows:N0} rows from {row} on{Place}",
        _ => string.Empty,
    };

    private string Place => Column is null ? string.Empty : $", {Column}";
}
