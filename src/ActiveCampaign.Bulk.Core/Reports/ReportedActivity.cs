using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Reports;

/// <summary>A step that is left to do.</summary>
/// <param name="Text">What it is for.</param>
/// <param name="Command">The command; null where no command does it.</param>
internal sealed record ReportStep(string Text, string? Command);

/// <summary>Rows of an activity that stand in one state for one reason.</summary>
/// <param name="State">Where they stand.</param>
/// <param name="Code">The reason, as an id.</param>
internal sealed record ReasonGroup(RowState State, string Code)
{
    private const int MostTexts = 5;

    private readonly List<long> _rows = [];
    private readonly Dictionary<string, long> _texts = new(StringComparer.Ordinal);

    /// <summary>The reasons in words, those of most rows first, with their rows.</summary>
    public IEnumerable<KeyValuePair<string, long>> Texts => _texts.OrderByDescending(text => text.Value).Take(MostTexts);

    /// <summary>How many.</summary>
    public long Count => _rows.Count;

    /// <summary>Their numbers.</summary>
    public IReadOnlyList<long> Rows => _rows;

    /// <summary>Their numbers as ranges.</summary>
    public IReadOnlyList<string> Ranges => RowRanges.Format(_rows).Split(',');

    /// <summary>Takes a row.</summary>
    public void Add(ActivityRow row)
    {
        _rows.Add(row.Number);
        string text = row.Message ?? string.Empty;
        _texts[text] = (_texts.TryGetValue(text, out long known) ? known : 0) + 1;
    }
}

/// <summary>An activity as a report tells of it.</summary>
internal sealed class ReportedActivity
{
    private static readonly RowState[] s_open = [RowState.Refused, RowState.Unknown, RowState.Pending, RowState.NotSent];

    private readonly ActivityDetail _detail;

    /// <param name="detail">The activity with its rows.</param>
    public ReportedActivity(ActivityDetail detail)
    {
        _detail = detail;
    }

    /// <summary>What the journal knows of it.</summary>
    public ActivitySnapshot Activity => _detail.Activity;

    /// <summary>How many import requests the service takes in what time; null where nobody knows.</summary>
    public LaneRule? Limit { get; init; }

    /// <summary>What is left to do.</summary>
    public IReadOnlyList<ReportStep> Steps { get; init; } = [];

    /// <summary>Rows by state, in the order of a bar: those that are done first.</summary>
    public IReadOnlyList<(string Name, RowState State, long Rows)> States =>
    [
        (Activity.Header.Kind == ActivityKinds.Import ? "Imported" : "Done", RowState.Imported, Activity.Imported),
        ("Unchanged", RowState.Unchanged, Activity.Unchanged),
        ("Superseded", RowState.Superseded, Activity.Superseded),
        ("Refused", RowState.Refused, Activity.Refused),
        ("Unknown", RowState.Unknown, Activity.Unknown),
        ("Pending", RowState.Pending, Activity.Pending),
        ("NotSent", RowState.NotSent, Activity.NotSent),
    ];

    /// <summary>Rows that are not done with, or were not taken, by reason; most rows first.</summary>
    public IReadOnlyList<ReasonGroup> Reasons()
    {
        Dictionary<(RowState, string), ReasonGroup> groups = [];
        foreach (ActivityRow row in Activity.Header.Kind == ActivityKinds.Export ? [] : _detail.Rows(state => s_open.Contains(state)))
        {
            (RowState, string) key = (row.State, row.Reason ?? string.Empty);
            if (!groups.TryGetValue(key, out ReasonGroup? group))
                groups.Add(key, group = new ReasonGroup(row.State, row.Reason ?? string.Empty));
            group.Add(row);
        }

        return groups.Values.OrderByDescending(group => group.Count).ThenBy(group => group.Code, StringComparer.Ordinal).ToList();
    }

    /// <summary>The addresses of refused rows, as they came in, by row.</summary>
    public IReadOnlyDictionary<long, string> Addresses()
    {
        Dictionary<long, string> addresses = [];
        foreach (JournaledRefusal refusal in RefusedRows.ReadFrom(Activity.Folder, 0).Where(refusal => refusal.HasCells))
        {
            IReadOnlyList<string> columns = refusal.Row.Shape.Columns;
            RowIdentity row = RowIdentity.Read(columns.Zip(refusal.Row.Cells, (column, cell) => new KeyValuePair<string, object?>(column, cell)));
            string? address = row.Address ?? refusal.Row.Cells.OfType<string>().FirstOrDefault(cell => cell.IndexOf('@') >= 0);
            addresses[refusal.Row.Number] = string.IsNullOrEmpty(address) ? "(none)" : address!;
        }

        return addresses;
    }
}
