using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Preflight;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Runs;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Feeds a test of an input. What would end the import ends the test, and is one of its findings.</summary>
internal sealed class PreflightPump : RowPump
{
    private readonly PreflightRun _test;
    private readonly RejectSink? _rejects;
    private readonly bool _takesRows;

    public PreflightPump(BulkCommand command, BulkSession session, PreflightRun test, ScriptBlock? rejectAction, bool takesRows)
        : base(command, test.Run!, "Testing rows")
    {
        _test = test;
        _rejects = rejectAction is null ? null : new RejectSink(command, rejectAction);
        _takesRows = takesRows;
    }

    /// <inheritdoc/>
    public override void Feed(IReadOnlyList<SourceRow> chunk, CancellationToken token) => Guard(() => base.Feed(chunk, token));

    /// <summary>No more rows: looks at all that are left.</summary>
    public void RunToEnd(CancellationToken token)
    {
        if (_takesRows)
            Run.CompleteInput();
        Guard(() => Drain(token));
    }

    /// <inheritdoc/>
    protected override BulkException WithNextStep(BulkException failure) => failure;

    /// <inheritdoc/>
    protected override void Write(RunEvent item)
    {
        if (item is RowRefusedEvent refused)
            _rejects?.Take(refused.Row, string.Empty, string.Empty, batchId: null);
        else if (item is NoticeEvent notice)
            Command.WriteWarning(notice.Text);
    }

    /// <inheritdoc/>
    protected override void ShowProgress()
    {
        ImportCounts counts = Run.Counts;
        Progress.Show(counts.Read, Run.Expected, string.Format(CultureInfo.CurrentCulture, "{0:N0} rows tested, {1:N0} would be refused", counts.Read, counts.Refused));
    }

    private void Guard(System.Action step)
    {
        if (!IsRunning)
            return;
        try
        {
            step();
        }
        catch (BulkException e) when (PreflightRun.IsOfTheInput(e))
        {
            IsRunning = false;
            _test.Ended(e);
        }
    }
}
