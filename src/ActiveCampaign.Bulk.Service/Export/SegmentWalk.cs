using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>
/// Reads a segment. Its first call starts a run at the service, and it looks empty until that is over. Then it can only
/// be paged by offset, where a contact that goes moves all behind it: each page begins with the last contact of the one
/// before, and where that is not so it is gone back to what was seen.
/// </summary>
internal sealed class SegmentWalk : ContactWalk
{
    private const int Step = ServiceLimits.PageSize - 1;

    // Pages that bring nobody: more do not come of contacts that go meanwhile.
    private const int MostFruitless = 100;

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly PageSource _pages;
    private readonly TimeProvider _clock;
    private readonly IdRange _range;
    private readonly IdSet _seen = new();

    public SegmentWalk(PageSource pages, TimeProvider clock, IdRange range)
    {
        _pages = pages;
        _clock = clock;
        _range = range;
    }

    public override async Task RunAsync(TakeContacts take, CancellationToken token)
    {
        if (await WaitForRunAsync(token).ConfigureAwait(false))
            await ReadAsync(take, token).ConfigureAwait(false);
        _range.IsDone = true;
        await take(_range, []).ConfigureAwait(false);
    }

    // An answer does not tell an empty segment from one whose run goes on: two like answers with contacts do, or time.
    private async Task<bool> WaitForRunAsync(CancellationToken token)
    {
        DateTimeOffset started = _clock.GetUtcNow();
        ContactPage page = await _pages.OffsetAsync(0, 1, starts: true, token).ConfigureAwait(false);
        int? before = null;
        while (page.Ids.Count == 0 || page.Total != before)
        {
            if (page.Ids.Count == 0 && _clock.GetUtcNow() - started >= s_patience)
                return false;
            before = page.Ids.Count == 0 ? null : page.Total;
            await _clock.PauseAsync(s_interval, token).ConfigureAwait(false);
            page = await _pages.OffsetAsync(0, 1, starts: false, token).ConfigureAwait(false);
            if (page.Total is null && page.Ids.Count > 0)
                return true;
        }

        return true;
    }

    private async Task ReadAsync(TakeContacts take, CancellationToken token)
    {
        Queue<Task<ContactPage>> ahead = new();
        int head = 0;
        int next = 0;
        int fruitless = 0;
        while (true)
        {
            for (; ahead.Count < ContactReader.AtOnce; next += Step)
                ahead.Enqueue(_pages.OffsetAsync(next, ServiceLimits.PageSize, starts: false, token));
            ContactPage page = await ahead.Dequeue().ConfigureAwait(false);
            bool hasMoved = head > 0 && (page.Ids.Count == 0 || !_seen.Contains(page.Ids[0]));
            int fresh = hasMoved ? 0 : await TakeAsync(take, page).ConfigureAwait(false);
            fruitless = fresh > 0 ? 0 : fruitless + 1;
            if (fruitless > MostFruitless)
                throw new BulkException(BulkError.AnswerUnreadable, ServiceTexts.PagesRepeat, Routes.Contacts);
            if (!hasMoved && page.Ids.Count >= ServiceLimits.PageSize)
            {
                head += Step;
                continue;
            }

            await DropAsync(ahead).ConfigureAwait(false);
            int end = head + page.Ids.Count;
            if (!hasMoved && await IsEndAsync(page, end, fresh, token).ConfigureAwait(false))
                return;
            next = head = Math.Max(0, hasMoved ? head - Step : end - 1);
        }
    }

    // A short page is the last one only where the service says that there is no more, or shows nothing behind it.
    private async Task<bool> IsEndAsync(ContactPage page, int end, int fresh, CancellationToken token) =>
        page.Ids.Count == 0
        || (fresh > 0
            ? page.Total <= end
            : (await _pages.OffsetAsync(end, ServiceLimits.PageSize, starts: false, token).ConfigureAwait(false)).Ids.Count == 0);

    private async Task<int> TakeAsync(TakeContacts take, ContactPage page)
    {
        HashSet<int> fresh = [.. page.Ids.Where(_seen.Add)];
        await take(_range, page.Contacts.Where(contact => fresh.Contains(contact.Id)).ToList()).ConfigureAwait(false);
        return fresh.Count;
    }

    private static async Task DropAsync(Queue<Task<ContactPage>> ahead)
    {
        while (ahead.Count > 0)
            await ahead.Dequeue().ConfigureAwait(false);
    }

    /// <summary>Ids that came by, a bit each. Used by one thread.</summary>
    private sealed class IdSet
    {
        private readonly BitArray _bits = new(1024);

        public bool Contains(int id) => id < _bits.Length && _bits[id];

        /// <summary>Notes an id; false where it was noted before.</summary>
        public bool Add(int id)
        {
            if (Contains(id))
                return false;
            if (id >= _bits.Length)
                _bits.Length = Math.Max(id + 1, _bits.Length > int.MaxValue / 2 ? int.MaxValue : 2 * _bits.Length);
            return _bits[id] = true;
        }
    }
}
