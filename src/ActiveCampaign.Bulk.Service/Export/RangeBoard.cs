using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>
/// Who reads which ids. A reader that is through takes over half of the largest stretch that is left, as long as that
/// is worth a call that may come back half empty. Safe for several threads.
/// </summary>
internal sealed class RangeBoard
{
    private const int WorthSplitting = 3 * ServiceLimits.PageSize;

    private readonly object _gate = new();
    private readonly List<IdRange> _ranges;
    private readonly long _total;
    private long _read;

    /// <param name="ranges">The stretches, which do not overlap.</param>
    /// <param name="total">How many contacts the service speaks of; 0 where it does not say.</param>
    /// <param name="read">How many of them were read in an earlier run.</param>
    public RangeBoard(IEnumerable<IdRange> ranges, long total, long read)
    {
        _ranges = ranges.ToList();
        _total = total;
        _read = read;
    }

    /// <summary>Told of a new stretch that was taken out of another, before anybody reads in either.</summary>
    public Action<IdRange, IdRange>? Split { get; init; }

    /// <summary>Parts ids into stretches of the same length, as many as there are contacts for.</summary>
    public static IReadOnlyList<IdRange> Divide(int highest, long total)
    {
        int count = (int)Math.Max(1, Math.Min(Math.Min(ContactReader.AtOnce, highest), total / WorthSplitting));
        return Enumerable.Range(0, count).Select(i => new IdRange(i + 1, (int)((long)highest * i / count), (int)((long)highest * (i + 1) / count))).ToList();
    }

    /// <summary>A stretch for a reader, or null when nothing is left for it.</summary>
    public IdRange? Next()
    {
        lock (_gate)
        {
            IdRange? next = _ranges.Find(range => !range.IsTaken && !range.IsDone) ?? TakeHalf();
            if (next is not null)
                next.IsTaken = true;
            return next;
        }
    }

    /// <summary>Notes a page of a stretch, and gives the contacts that still belong to it.</summary>
    public IReadOnlyList<Contact> Advance(IdRange range, ContactPage page)
    {
        lock (_gate)
        {
            List<Contact> own = page.Contacts.Where(contact => contact.Id > range.Last && contact.Id <= range.UpTo).ToList();
            int last = page.Ids.Count == 0 ? range.UpTo : page.Ids.Max();

            // A short page is the last one only where the service says that there is no more.
            range.IsDone = page.Ids.Count == 0 || (page.Total is int total && page.Ids.Count >= total) || last >= range.UpTo;
            if (!range.IsDone && last <= range.Last)
                throw new BulkException(BulkError.AnswerUnreadable, ServiceTexts.PagesRepeat, Routes.Contacts);
            range.Last = range.IsDone ? range.UpTo : last;
            _read += page.Ids.Count;
            return own;
        }
    }

    private IdRange? TakeHalf()
    {
        IdRange? largest = _ranges.OrderByDescending(range => range.Left).FirstOrDefault();
        if (largest is null || largest.Left < WorthSplitting || ContactsIn(largest) < WorthSplitting)
            return null;
        int middle = largest.Last + (largest.Left / 2);
        IdRange half = new(_ranges.Count + 1, middle, largest.UpTo);
        largest.UpTo = middle;
        _ranges.Add(half);
        Split?.Invoke(half, largest);
        return half;
    }

    // Ids are taken to be spread evenly over what is left, and there are no more contacts than ids.
    private double ContactsIn(IdRange range)
    {
        if (_total == 0)
            return range.Left;
        double ids = _ranges.Sum(other => (double)other.Left);
        return Math.Min(range.Left, Math.Max(0, _total - _read) * (range.Left / ids));
    }
}
