using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Preflight;

/// <summary>Notes what a rehearsal finds. Used by one thread at a time.</summary>
internal sealed class PreflightWatch : IRowWatch, IDisposable
{
    private readonly Dictionary<RowReason, long> _refused = [];
    private readonly DateFormatFinder _formats = new();
    private readonly List<InputIssue> _dates = [];
    private readonly AccountCheck? _account;
    private string _cameBefore = string.Empty;
    private FaultFinder? _faults;
    private HashSet<string> _leftOut = [];
    private RowShape? _shape;
    private int[] _looked = [];
    private long _optedOut;

    public PreflightWatch(BulkService service, PreflightOptions options, bool safe)
    {
        Issues = new IssueBook(options.IssuePath is null ? null : new IssueFile(options.IssuePath, safe));
        _account = options.ChecksAccount ? new AccountCheck(service) : null;
    }

    /// <summary>What was found.</summary>
    public IssueBook Issues { get; }

    /// <summary>Takes the refused rows; null where nobody asked for that.</summary>
    public RefusedOutput? Rejects { get; set; }

    /// <inheritdoc/>
    public RowMapping Tolerate(RowMapping rows, BulkService service, ImportSettings settings)
    {
        TolerantMapping tolerant = new(rows, service, settings, Issues.Add);
        _faults = new FaultFinder(tolerant);
        _cameBefore = PreflightTexts.AddressCameBefore(settings.OnDuplicate);
        _leftOut = new HashSet<string>(settings.Mapping.ColumnMap.Where(entry => entry.Value is null).Select(entry => entry.Key.Trim()), StringComparer.OrdinalIgnoreCase);
        return tolerant;
    }

    /// <inheritdoc/>
    public void Passed(SourceRow row, OutgoingRow contact)
    {
        if (contact.OptsOut)
            _optedOut++;
        NoteDoubts(row);
    }

    /// <inheritdoc/>
    public void Placed(string email) => _account?.Add(email);

    /// <inheritdoc/>
    public void Repeated(SourceRow row) => Issues.Add(row, nameof(RowReason.AddressRepeated), null, _cameBefore);

    /// <inheritdoc/>
    public async Task RefusedAsync(SourceRow row, RowShape shape, RefusedRow refused, CancellationToken token)
    {
        RowReason reason = refused.Problem.Reason;
        _refused[reason] = (_refused.TryGetValue(reason, out long rows) ? rows : 0) + 1;
        Rejects?.Add(refused);
        if (row.Problem is null && reason != RowReason.Excluded)
            NoteDoubts(row);
        foreach (RowProblem problem in await _faults!.FindAsync(row, shape, refused.Problem, token).ConfigureAwait(false))
        {
            InputIssue issue = Issues.Add(row, problem);
            if (problem.Reason == RowReason.DateInvalid)
                NoteDate(issue, row, problem.Column);
        }
    }

    /// <inheritdoc/>
    public Task PauseAsync(CancellationToken token) => _account?.PauseAsync(token) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public Task CompleteAsync(CancellationToken token) => _account?.CompleteAsync(token) ?? Task.CompletedTask;

    /// <summary>All that was found.</summary>
    public PreflightReport Report(ImportRun? run)
    {
        IReadOnlyList<string> formats = _formats.Find();
        _dates.ForEach(issue => issue.Formats = formats);
        IReadOnlyCollection<string> tags = run?.NewTagNames ?? [];
        if (tags.Count > 0)
            Note("TagNew", PreflightTexts.TagsNew(tags.Count), [.. tags]);
        if (_account is { Room: AccountRoom room, Created: long created } && room.Total + created > room.Limit)
            Note("ContactLimit", PreflightTexts.ContactLimit(room.Limit - room.Total, created));
        return new PreflightReport(run?.Counts ?? new ImportCounts(), _refused, Issues.All)
        {
            OptedOut = _optedOut,
            NewTags = tags,
            LeastTime = run?.LeastTime ?? TimeSpan.Zero,
            Created = _account?.Created,
            Updated = _account?.Updated,
            Room = _account?.Room,
            RejectFiles = Rejects?.Complete().Select(file => file.Path).ToList() ?? [],
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Issues.Dispose();
        Rejects?.Dispose();
    }

    private void Note(string code, string text, params string[] names)
    {
        InputIssue issue = new(isError: false, code, null, text);
        issue.Name(names);
        Issues.Add(issue);
    }

    private void NoteDoubts(SourceRow row)
    {
        foreach (int place in PlacesOf(row.Shape))
        {
            if (row.Values[place] is string text && CellDoubts.Of(text) is CellDoubt doubt and not CellDoubt.None)
                Issues.Add(row, doubt.ToString(), row.Shape.Columns[place], PreflightTexts.Doubt(doubt));
        }
    }

    private void NoteDate(InputIssue issue, SourceRow row, string? column)
    {
        if (!_dates.Contains(issue))
            _dates.Add(issue);
        int place = column is null ? -1 : row.Shape.IndexOf(column);
        if (place >= 0 && row.Values[place] is string text)
            _formats.Add(text);
    }

    // The cells of columns that go nowhere are nobody's concern.
    private int[] PlacesOf(RowShape shape)
    {
        if (ReferenceEquals(shape, _shape))
            return _looked;
        _shape = shape;
        return _looked = Enumerable.Range(0, shape.Columns.Count)
            .Where(i => !_leftOut.Contains(shape.Columns[i].Trim()) && !RejectColumns.IsOne(shape.Columns[i].Trim())).ToArray();
    }
}
