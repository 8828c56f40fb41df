using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Tests.Support;

/// <summary>
/// Lets time pass on a virtual clock while real work goes on: whenever nothing runs and every request that is out waits
/// for the server's clock, the clock moves to the next timer. Nothing else may use the thread pool meanwhile.
/// </summary>
public sealed class ClockDriver
{
    // Long enough for a socket to hand over what the other side has written.
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(0.4);

    // A thread that the host took meanwhile would look busy for ever; nothing of ours stays silent for that long.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(200);

    private readonly VirtualClock _clock;
    private readonly CountingClock _serverClock;
    private int _inFlight;
    private int _busyElsewhere;

    public ClockDriver(VirtualClock clock, CountingClock serverClock)
    {
        _clock = clock;
        _serverClock = serverClock;
    }

    /// <summary>Counts the requests that are out.</summary>
    public HttpMessageHandler Count(HttpMessageHandler inner) => new CountingHandler(this) { InnerHandler = inner };

    /// <summary>
    /// Runs work on a thread of its own while another one moves the clock. The work must not sit on the thread pool.
    /// </summary>
    public Task RunAsync(Action work, DateTimeOffset? limit = null)
    {
        TaskCompletionSource<bool> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread worker = new(() => Work(work, done)) { IsBackground = true };
        Thread driver = new(() =>
        {
            _busyElsewhere = BusyElsewhere();
            worker.Start();
            Drive(done.Task, worker, limit ?? DateTimeOffset.MaxValue);
        }) { IsBackground = true };
        driver.Start();
        return done.Task;
    }

    private static void Work(Action work, TaskCompletionSource<bool> done)
    {
        try
        {
            work();
            done.SetResult(true);
        }
        catch (Exception e)
        {
            done.SetException(e);
        }
    }

    private void Drive(Task done, Thread worker, DateTimeOffset limit)
    {
        (long, long) last = default;
        Stopwatch quiet = Stopwatch.StartNew();
        while (!done.IsCompleted)
        {
            (long, long) now = (ThreadPool.CompletedWorkItemCount, _clock.Changes);
            if (now != last)
            {
                last = now;
                quiet.Restart();
            }

            if (quiet.Elapsed < s_quiet || !Waits(worker) || !IsIdle(quiet.Elapsed))
            {
                Pause();
                continue;
            }

            if (!_clock.AdvanceToNext(limit))
                Thread.Sleep(1);
            quiet.Restart();
        }
    }

    // A thread that only yields would take a core from the work it waits for; .NET sleeps a millisecond at least.
    private static void Pause()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            Thread.Yield();
        else
            _ = SleepMicroseconds(50);
    }

    [DllImport("libc", EntryPoint = "usleep")]
    private static extern int SleepMicroseconds(uint microseconds);

    private static bool Waits(Thread worker) => (worker.ThreadState & System.Threading.ThreadState.WaitSleepJoin) != 0;

    /// <summary>Threads of the pool that are at work for somebody else, such as the test host.</summary>
    private static int BusyElsewhere()
    {
        int least = int.MaxValue;
        for (int i = 0; i < 20; i++)
        {
            Thread.Sleep(1);
            least = Math.Min(least, Busy());
        }

        return least;
    }

    private static int Busy()
    {
        ThreadPool.GetMaxThreads(out int most, out _);
        ThreadPool.GetAvailableThreads(out int available, out _);
        return most - available;
    }

    private bool IsIdle(TimeSpan quiet) =>
        ThreadPool.PendingWorkItemCount == 0
        && !_clock.IsFiring
        && Volatile.Read(ref _inFlight) <= _serverClock.Pending
        && (Busy() <= _busyElsewhere || quiet > s_patience);

    private sealed class CountingHandler : DelegatingHandler
    {
        private readonly ClockDriver _owner;

        public CountingHandler(ClockDriver owner)
        {
            _owner = owner;
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _owner._inFlight);
            bool answered = false;
            try
            {
                HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
#if !NET
                // The body comes by the thread pool there, even when it is here already: until then the answer is under way.
                await response.Content.LoadIntoBufferAsync().ConfigureAwait(false);
#endif
                response.Content = new CountedContent(_owner, response.Content);
                answered = true;
                return response;
            }
            finally
            {
                if (!answered)
                    Interlocked.Decrement(ref _owner._inFlight);
            }
        }
    }

    /// <summary>A request is out until its answer was read and let go of: the body comes after the headers.</summary>
    private sealed class CountedContent : HttpContent
    {
        private readonly HttpContent _inner;
        private ClockDriver? _owner;

        public CountedContent(ClockDriver owner, HttpContent inner)
        {
            _owner = owner;
            _inner = inner;
            foreach (KeyValuePair<string, IEnumerable<string>> header in inner.Headers)
                Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        protected override Task<Stream> CreateContentReadStreamAsync() => _inner.ReadAsStreamAsync();

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _inner.CopyToAsync(stream);

        protected override bool TryComputeLength(out long length) => (length = _inner.Headers.ContentLength ?? -1) >= 0;

        protected override void Dispose(bool disposing)
        {
            if (Interlocked.Exchange(ref _owner, null) is ClockDriver owner)
                Interlocked.Decrement(ref owner._inFlight);
            _inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
