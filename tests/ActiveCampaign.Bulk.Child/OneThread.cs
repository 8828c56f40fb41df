using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Child;

/// <summary>Lets work go on, after each wait, on the thread that began it: it may wait, and takes none from the pool.</summary>
internal sealed class OneThread : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<Action> _actions = [];

    public static T Run<T>(Func<Task<T>> work)
    {
        using OneThread thread = new();
        SetSynchronizationContext(thread);
        try
        {
            Task<T> task = work();
            task.ContinueWith(_ => thread._actions.CompleteAdding(), TaskScheduler.Default);
            foreach (Action action in thread._actions.GetConsumingEnumerable())
                action();
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(null);
        }
    }

    public override void Post(SendOrPostCallback d, object? state) => _actions.Add(() => d(state));

    public void Dispose() => _actions.Dispose();
}
