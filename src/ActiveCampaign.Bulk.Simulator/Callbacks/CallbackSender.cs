using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Callbacks;

/// <summary>Calls back when batches end: one attempt, and only to this machine.</summary>
internal sealed class CallbackSender : IDisposable
{
    private readonly object _gate = new();
    private readonly List<Task> _running = [];
    private readonly List<CallbackSnapshot> _done = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly AccountState _state;
    private readonly TimeProvider _clock;
    private HttpClient? _client;

    public CallbackSender(AccountState state, TimeProvider clock)
    {
        _state = state;
        _clock = clock;
    }

    public IReadOnlyList<CallbackSnapshot> Done
    {
        get
        {
            lock (_gate)
                return _done.ToArray();
        }
    }

    public void Schedule(Batch batch)
    {
        if (batch.Callback is null)
            return;
        lock (_gate)
        {
            _running.RemoveAll(task => task.IsCompleted);
            _running.Add(RunAsync(batch, batch.Callback));
        }
    }

    public void Dispose()
    {
        Task[] running;
        lock (_gate)
        {
            if (_stop.IsCancellationRequested)
                return;
            running = [.. _running];
        }

        _stop.Cancel();
        Quiescence.WaitFor(running);
        _client?.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(Batch batch, CallbackRequest callback)
    {
        try
        {
            DateTimeOffset due = batch.Schedule.Ends + batch.Fate.CallbackDelay;
            await WaitUntilAsync(due).ConfigureAwait(false);
            if (IsWanted(batch))
                await SendAllAsync(batch, callback, due).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The server is closing.
        }
    }

    // A timer may fire a little early, and the batch would not have ended yet.
    private async Task WaitUntilAsync(DateTimeOffset due)
    {
        await Task.Yield();
        TimeSpan left;
        while ((left = due - _clock.GetUtcNow()) > TimeSpan.Zero)
            await _clock.WaitAsync(left, _stop.Token).ConfigureAwait(false);
    }

    private bool IsWanted(Batch batch)
    {
        lock (_state.Gate)
        {
            _state.Settle();
            return batch.HasEnded
                && (_state.Options.CallbackOnFailure || batch.StateAt(_state.Now) == BatchState.Completed);
        }
    }

    private async Task SendAllAsync(Batch batch, CallbackRequest callback, DateTimeOffset due)
    {
        if (batch.Fate.Callbacks == 0)
            Note(batch, callback, due, CallbackOutcome.Lost);
        for (int i = 0; i < batch.Fate.Callbacks; i++)
            Note(batch, callback, due, await SendAsync(batch, callback).ConfigureAwait(false));
    }

    private async Task<CallbackOutcome> SendAsync(Batch batch, CallbackRequest callback)
    {
        if (!Uri.TryCreate(callback.Url, UriKind.Absolute, out Uri? uri) || !uri.IsLoopback)
            return CallbackOutcome.NotLoopback;
        try
        {
            using HttpRequestMessage request = BuildRequest(batch, callback, uri);
            using HttpResponseMessage response = await Client().SendAsync(request, _stop.Token).ConfigureAwait(false);
            return CallbackOutcome.Delivered;
        }
        catch (HttpRequestException)
        {
            return CallbackOutcome.Unanswered;
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return CallbackOutcome.Unanswered;
        }
    }

    private HttpRequestMessage BuildRequest(Batch batch, CallbackRequest callback, Uri uri)
    {
        lock (_state.Gate)
            return CallbackMessage.Build(batch, callback, uri, _state.Options.CallbackEncoding);
    }

    private HttpClient Client()
    {
        lock (_gate)
            return _client ??= new HttpClient(new HttpClientHandler { UseProxy = false, AllowAutoRedirect = false });
    }

    private void Note(Batch batch, CallbackRequest callback, DateTimeOffset due, CallbackOutcome outcome)
    {
        lock (_gate)
            _done.Add(new CallbackSnapshot(batch.Id, callback.Url ?? "", due, outcome));
    }
}
