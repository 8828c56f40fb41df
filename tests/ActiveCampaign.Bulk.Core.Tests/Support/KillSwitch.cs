using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Child;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>Starts a process against a simulator and kills it at a point, which it reaches before its work is done.</summary>
internal sealed class KillSwitch : IDisposable
{
    private readonly FaultPlan _faults;
    private readonly ErrandPlace _place;
    private readonly KillPoint _point;
    private readonly RouteKind _import;
    private readonly RouteKind _look;
    private readonly int _looksBeforeTheKill;
    private readonly ManualResetEventSlim _killed = new();
    private readonly TaskCompletionSource _sending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _gate = new();
    private ChildProcess? _child;

    public KillSwitch(FaultPlan faults, ErrandPlace place, KillPoint point)
    {
        _faults = faults;
        _place = place;
        _point = point;
        (_import, _look, _looksBeforeTheKill) = place.Consent is null ? (RouteKind.BulkImport, RouteKind.ImportInfo, 28) : (RouteKind.CCFileImport, RouteKind.CCActivityList, 2);
        Arm();
    }

    /// <summary>Runs a process until it is dead.</summary>
    public async Task RunAsync(params string[] words)
    {
        using CancellationTokenSource over = new();
        lock (_gate)
            _child = new ChildProcess(words);
        using (_child)
        {
            Task watching = WatchAsync(over.Token);
            string? said = await _child.ReadLineAsync();
            Assert.True(said is null, "The process came to its end before the kill: " + said);
            Assert.True(_killed.Wait(TimeSpan.FromMinutes(1)), "The process died by itself.");
            await over.CancelAsync();
            await watching;
        }

        _faults.Clear();
    }

    public void Dispose()
    {
        _faults.Clear();
        _killed.Set();
    }

    private void Arm()
    {
        _faults.Add(_import, FaultTrigger.Once(), new ObserveFault(before: () => _sending.TrySetResult()));
        (RouteKind route, bool isTaken) = _point.Moment switch
        {
            KillMoment.ImportArrives => (_import, false),
            KillMoment.ImportTaken => (_import, true),
            KillMoment.LookArrives => (_look, false),
            KillMoment.LookTaken => (_look, true),
            KillMoment.TokenTaken => (RouteKind.CCToken, true),
            KillMoment.CallArrives => (RouteKind.Any, false),
            KillMoment.CallTaken => (RouteKind.Any, true),
            _ => (RouteKind.Unknown, false),
        };
        FaultTrigger trigger = FaultTrigger.Nth(_point.Number);
        _faults.Add(route, trigger, isTaken ? new ObserveFault(after: Kill) : new ObserveFault(before: Kill));
        if (!isTaken)
            _faults.Add(route, trigger, new CloseBeforeEffectFault());

        // With a look unanswered for each batch that is left the process cannot end before it is killed.
        _faults.Add(_look, FaultTrigger.After(_looksBeforeTheKill), new ObserveFault(before: _killed.Wait));
    }

    private void Kill()
    {
        lock (_gate)
            _child!.Kill();
        _killed.Set();
    }

    private async Task WatchAsync(CancellationToken over)
    {
        if (_point.Moment is not (KillMoment.Milliseconds or KillMoment.JournalLine))
            return;
        if (_point.Moment == KillMoment.Milliseconds)
        {
            await _sending.Task.WaitAsync(over);
            await Task.Delay(_point.Number, CancellationToken.None);
        }
        else
        {
            await Task.Run(() => SpinWait.SpinUntil(() => over.IsCancellationRequested || Lines() >= _point.Number), CancellationToken.None);
        }

        Kill();
    }

    private int Lines()
    {
        if (_place.Store.Folders().Count == 0)
            return 0;
        using FileStream journal = new(Path.Combine(_place.Folder, "journal.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using StreamReader reader = new(journal);
        return reader.ReadToEnd().Count(character => character == '\n');
    }
}
