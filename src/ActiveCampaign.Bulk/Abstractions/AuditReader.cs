using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Http;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Writes what is decided on the way to an account as verbose output. Used on the pipeline thread.</summary>
internal sealed class AuditReader : IDisposable
{
    private readonly Cmdlet _command;
    private readonly AuditTrail _trail;
    private readonly ConcurrentQueue<string> _lines;

    public AuditReader(Cmdlet command, AuditTrail trail)
    {
        _command = command;
        _trail = trail;
        _lines = trail.Listen();
    }

    /// <summary>Writes the lines that there are.</summary>
    public void Write()
    {
        while (_lines.TryDequeue(out string? line))
            _command.WriteVerbose(line);
    }

    public void Dispose() => _trail.Forget(_lines);
}
