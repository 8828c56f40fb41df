using System;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Shows how far a command is and what it waits for; where nobody can see that, as lines on the information stream.</summary>
internal sealed class ProgressMeter
{
    private static int s_lastId;

    private readonly BulkCommand _command;
    private readonly string _activity;
    private readonly AccountConnection _account;
    private readonly int _id = System.Threading.Interlocked.Increment(ref s_lastId);
    private readonly ProgressPace _pace = new(TimeProvider.System);
    private bool _shown;

    /// <param name="command">The command that writes.</param>
    /// <param name="activity">What it does.</param>
    /// <param name="account">The account, whose limits and pauses it waits for.</param>
    public ProgressMeter(BulkCommand command, string activity, AccountConnection account)
    {
        _command = command;
        _activity = activity;
        _account = account;
    }

    /// <summary>Whether enough time has passed to show something new.</summary>
    public bool IsDue => _pace.IsDue;

    /// <summary>Shows something.</summary>
    /// <param name="done">What is done.</param>
    /// <param name="total">The whole, where it is known.</param>
    /// <param name="status">Both in words, and what else there is to know.</param>
    /// <param name="waits">What is waited for, where that is not a limit or a pause of the account.</param>
    public void Show(long done, long? total, string status, string? waits = null)
    {
        _shown = true;
        bool isLine = _pace.Show(done);
        TimeSpan? left = _pace.Left(done, total);
        string text = ProgressPace.Text(done, total, status, Messages.WaitsFor(_account) ?? waits);
        _command.WriteProgress(new ProgressRecord(_id, _activity, text)
        {
            CurrentOperation = _account.Host,
            PercentComplete = ProgressPace.Percent(done, total) ?? -1,
            SecondsRemaining = left is TimeSpan rest ? (int)Math.Min(int.MaxValue, rest.TotalSeconds) : -1,
        });
        if (isLine && !_command.ShowsProgress)
            _command.WriteInformation($"{_activity} ({_account.Host}): {text}{(left is TimeSpan about ? "; " + Durations.About(about) + " left" : string.Empty)}", ["ActiveCampaign.Bulk"]);
    }

    public void Complete()
    {
        if (_shown)
            _command.WriteProgress(new ProgressRecord(_id, _activity, "Done") { RecordType = ProgressRecordType.Completed });
        _shown = false;
    }
}
