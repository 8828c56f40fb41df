using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>
/// What is decided on the way to an account, a line each, for those who listen. A line names neither a person nor a key:
/// queries, bodies and headers are no part of it, and a word with an @ is left out. Safe for several threads.
/// </summary>
internal sealed class AuditTrail
{
    private readonly object _gate = new();
    private ConcurrentQueue<string>[] _listeners = [];

    /// <summary>Begins to listen: the lines from now on.</summary>
    public ConcurrentQueue<string> Listen()
    {
        ConcurrentQueue<string> lines = new();
        lock (_gate)
            _listeners = [.. _listeners, lines];
        return lines;
    }

    /// <summary>Listens no more.</summary>
    public void Forget(ConcurrentQueue<string> lines)
    {
        lock (_gate)
            _listeners = _listeners.Where(listener => listener != lines).ToArray();
    }

    /// <summary>Says a line.</summary>
    public void Say(DateTimeOffset at, string host, FormattableString what)
    {
        ConcurrentQueue<string>[] listeners = Volatile.Read(ref _listeners);
        if (listeners.Length == 0)
            return;
        string text = Texts.Redact(PlainText.Of(what.ToString(CultureInfo.InvariantCulture)));
        string line = string.Format(CultureInfo.InvariantCulture, "{0:HH:mm:ss.fff}Z {1}: {2}", at.UtcDateTime, host, text);
        foreach (ConcurrentQueue<string> listener in listeners)
            listener.Enqueue(line);
    }
}
