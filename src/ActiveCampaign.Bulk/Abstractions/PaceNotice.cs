using System;
using System.Diagnostics;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Says while a command waits that the service has asked for a pause, and at its end how often it did. Used on the pipeline thread.</summary>
internal sealed class PaceNotice
{
    private static readonly TimeSpan s_often = TimeSpan.FromSeconds(1);

    // Shorter ones belong to every day.
    private static readonly TimeSpan s_worthSaying = TimeSpan.FromSeconds(15);

    private readonly BulkCommand _command;
    private readonly string _host;
    private readonly LaneSet? _lanes;
    private readonly long _refusals;
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private DateTimeOffset _told;

    /// <param name="command">The command that waits.</param>
    /// <param name="host">The account's host.</param>
    /// <param name="lanes">Its lanes, or null.</param>
    public PaceNotice(BulkCommand command, string host, LaneSet? lanes)
    {
        _command = command;
        _host = host;
        _lanes = lanes;
        _refusals = Refusals;
    }

    private long Refusals => _lanes?.Refusals ?? 0;

    /// <summary>Warns of a pause, once of each.</summary>
    public void Show()
    {
        if (_since.Elapsed < s_often)
            return;
        _since.Restart();
        if (_lanes?.Paused is not LanePause pause || pause.Until - _told <= s_worthSaying)
            return;
        _told = pause.Until;
        if (pause.AskedUntil is not null || pause.Until - _lanes.Now >= s_worthSaying)
            _command.WriteWarning(Messages.Paused(_host, pause.Until, pause.AskedUntil));
    }

    /// <summary>Says how often the service refused a call meanwhile.</summary>
    public void Complete()
    {
        if (Refusals - _refusals is long calls and > 0)
            _command.WriteWarning(Messages.RateRefused(_host, calls));
    }
}
