using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.Core.Callbacks;

/// <summary>
/// Takes the service's calls. A call is a wake-up and nothing more: only the batch it names is passed on, and only when
/// the call has the secret. Reads 64 KB of a call at most, gives each 10 seconds, and takes 16 at once. Works on the
/// thread pool until it is disposed; safe for several threads.
/// </summary>
internal sealed class CallbackListener : IDisposable
{
    internal const int MaxAtOnce = 16;
    private const int MaxFailures = 10;
    private static readonly CallbackVerdict s_tooSlow = new(400);
    private static readonly CallbackVerdict s_tooMany = new(503);
    private static readonly TimeSpan s_timeLimit = TimeSpan.FromSeconds(10);

    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopped;
    private readonly CallbackJudge _judge;
    private readonly Action<string?> _called;
    private readonly TimeProvider _clock;
    private int _open;
    private long _taken;
    private long _refused;

    private CallbackListener(CallbackSecret secret, Action<string?> called, TimeProvider clock)
    {
        _judge = new CallbackJudge(secret);
        _called = called;
        _clock = clock;
        _stopped = _stop.Token;
    }

    /// <summary>Calls that had the secret.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Calls that had it not, were not whole, too large, too slow or too many.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Calls that are being read.</summary>
    internal int Open => Volatile.Read(ref _open);

    /// <summary>Begins to listen.</summary>
    /// <param name="prefix">Where, as HttpListener has it: http://127.0.0.1:8731/ac/ or http://+:8080/ac/.</param>
    /// <param name="secret">What a call must carry.</param>
    /// <param name="called">Told the batch that a good call names, or null when it names none; must not wait.</param>
    /// <param name="clock">Limits the time of a call; the system's where nothing is given.</param>
    /// <exception cref="BulkException">The prefix cannot be listened on.</exception>
    public static CallbackListener Start(string prefix, CallbackSecret secret, Action<string?> called, TimeProvider? clock = null)
    {
        CallbackListener listener = new(secret, called, clock ?? TimeProvider.System);
        try
        {
            CallbackPrefix.Open(listener._listener, prefix);
        }
        catch (BulkException)
        {
            listener.Dispose();
            throw;
        }

        _ = Task.Run(listener.RunAsync);
        return listener;
    }

    /// <summary>Stops at once and frees the port; calls that are being read are dropped.</summary>
    public void Dispose()
    {
        if (_stopped.IsCancellationRequested)
            return;
        _stop.Cancel();
        _listener.Close();
        _stop.Dispose();
    }

    // When the listener itself fails again and again, polling goes on without it.
    private async Task RunAsync()
    {
        int failures = 0;
        while (failures < MaxFailures && !_stopped.IsCancellationRequested)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync().ConfigureAwait(false);
                failures = 0;
                _ = TakeAsync(context);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                failures++;
            }
        }
    }

    private async Task TakeAsync(HttpListenerContext context)
    {
        try
        {
            CallbackVerdict verdict = Interlocked.Increment(ref _open) > MaxAtOnce
                ? s_tooMany
                : await JudgeInTimeAsync(context.Request).ConfigureAwait(false);
            if (_stopped.IsCancellationRequested)
                return;
            Interlocked.Increment(ref verdict.IsGood ? ref _taken : ref _refused);
            if (verdict.IsGood)
                _called(verdict.BatchId);
            Answer(context.Response, verdict.Status);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task<CallbackVerdict> JudgeInTimeAsync(HttpListenerRequest request)
    {
        using CancellationTokenSource enough = new();
        Task<CallbackVerdict> judged = _judge.JudgeAsync(request);
        Task limit = _clock.PauseAsync(s_timeLimit, enough.Token);
        bool isInTime = await Task.WhenAny(judged, limit).ConfigureAwait(false) == judged;
#if NET8_0_OR_GREATER
        await enough.CancelAsync().ConfigureAwait(false);
#else
        enough.Cancel();
#endif
        return isInTime ? await judged.ConfigureAwait(false) : s_tooSlow;
    }

    private static void Answer(HttpListenerResponse response, int status)
    {
        try
        {
            response.StatusCode = status;
            response.ContentLength64 = 0;

            // A connection that stays open is read to the end of the body first, however long that is.
            response.KeepAlive = false;
            response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The caller has gone.
            response.Abort();
        }
    }
}
