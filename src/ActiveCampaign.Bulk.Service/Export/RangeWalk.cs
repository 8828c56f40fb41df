using System;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Service.Catalog;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>
/// Reads several stretches of ids at once, so that the time an answer takes does not hold it up. Contacts that come, go
/// or change meanwhile move no other one: an id stays where it is.
/// </summary>
internal sealed class RangeWalk : ContactWalk
{
    private readonly PageSource _pages;
    private readonly RangeBoard _board;

    public RangeWalk(PageSource pages, RangeBoard board)
    {
        _pages = pages;
        _board = board;
    }

    public override async Task RunAsync(TakeContacts take, CancellationToken token)
    {
        using CancellationTokenSource failed = CancellationTokenSource.CreateLinkedTokenSource(token);
        ExceptionDispatchInfo? first = null;
        await Task.WhenAll(Enumerable.Range(0, ContactReader.AtOnce).Select(_ => GuardAsync())).ConfigureAwait(false);
        first?.Throw();

        async Task GuardAsync()
        {
            try
            {
                await ReadAsync(take, failed.Token).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                // The others only end because of it.
                Interlocked.CompareExchange(ref first, ExceptionDispatchInfo.Capture(e), null);
                failed.Cancel();
            }
        }
    }

    private async Task ReadAsync(TakeContacts take, CancellationToken token)
    {
        while (_board.Next() is IdRange range)
        {
            while (!range.IsDone)
            {
                ContactPage page = await _pages.RangeAsync(range.Last, range.UpTo, token).ConfigureAwait(false);
                await take(range, _board.Advance(range, page)).ConfigureAwait(false);
            }
        }
    }
}
