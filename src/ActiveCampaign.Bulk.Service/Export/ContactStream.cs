using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Service.Catalog;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>
/// Gives the contacts of a selection as they come, each once, in no order. It reads a few pages ahead and then waits for
/// whoever takes them.
/// </summary>
internal sealed class ContactStream : IDisposable
{
    private readonly Channel<IReadOnlyList<ContactDetails>> _ready = Channel.CreateBounded<IReadOnlyList<ContactDetails>>(ContactReader.AtOnce);
    private readonly CancellationTokenSource _stop = new();
    private readonly ContactSelection _selection;
    private readonly Task _reading;
    private long _total = -1;

    /// <summary>Begins to read.</summary>
    public ContactStream(ContactSelection selection)
    {
        _selection = selection;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>How many contacts the service speaks of, or null.</summary>
    public long? Total => Interlocked.Read(ref _total) is long total && total >= 0 ? total : null;

    /// <summary>The next contacts; null when there are no more.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ContactDetails>?> NextAsync(CancellationToken token)
    {
        if (await _ready.Reader.WaitToReadAsync(token).ConfigureAwait(false) && _ready.Reader.TryRead(out IReadOnlyList<ContactDetails>? page))
            return page;
        await _reading.ConfigureAwait(false);
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _reading.ContinueWith(_ => _stop.Dispose(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task ReadAsync()
    {
        try
        {
            PageSource pages = _selection.OpenPages();
            ContactWalk walk = await BeginAsync(pages).ConfigureAwait(false);
            await walk.RunAsync(TakeAsync, _stop.Token).ConfigureAwait(false);
        }
        finally
        {
            _ready.Writer.TryComplete();
        }
    }

    private async Task<ContactWalk> BeginAsync(PageSource pages)
    {
        if (_selection.Query.SegmentId is not null)
            return new SegmentWalk(pages, _selection.Connection.Clock, new IdRange(1, 0, 0));
        ContactPage last = await pages.LastAsync(_stop.Token).ConfigureAwait(false);
        int highest = last.Ids.DefaultIfEmpty().Max();
        Interlocked.Exchange(ref _total, last.Total ?? -1);
        return new RangeWalk(pages, new RangeBoard(highest == 0 ? [] : RangeBoard.Divide(highest, last.Total ?? highest), last.Total ?? 0, 0));
    }

    private async Task TakeAsync(IdRange range, IReadOnlyList<Contact> contacts)
    {
        if (contacts.Count > 0)
            await _ready.Writer.WriteAsync(contacts.Select(_selection.Describe).ToList(), _stop.Token).ConfigureAwait(false);
    }
}
