using System.Diagnostics;
using System.Management.Automation;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Progress at most four times a second, and completed at the end.</summary>
internal sealed class ProgressMeter
{
    private const long Milliseconds = 250;

    private static int s_lastId;

    private readonly Cmdlet _command;
    private readonly string _activity;
    private readonly int _id = System.Threading.Interlocked.Increment(ref s_lastId);
    private readonly Stopwatch _since = new();
    private bool _shown;

    public ProgressMeter(Cmdlet command, string activity)
    {
        _command = command;
        _activity = activity;
    }

    /// <summary>Whether enough time has passed to show something new.</summary>
    public bool IsDue => !_since.IsRunning || _since.ElapsedMilliseconds >= Milliseconds;

    public void Show(string status, double? fraction, double? secondsLeft = null)
    {
        _since.Restart();
        _shown = true;
        _command.WriteProgress(new ProgressRecord(_id, _activity, status)
        {
            PercentComplete = fraction is double part ? (int)(100 * System.Math.Min(1, System.Math.Max(0, part))) : -1,
            SecondsRemaining = secondsLeft is double left ? (int)System.Math.Min(int.MaxValue, left) : -1,
        });
    }

    public void Complete()
    {
        if (_shown)
            _command.WriteProgress(new ProgressRecord(_id, _activity, "Done") { RecordType = ProgressRecordType.Completed });
        _shown = false;
    }
}
