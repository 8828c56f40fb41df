using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Puts good rows into batches. A row whose address came before is merged, deferred, superseded or refused. One task.
/// </summary>
internal sealed class RowPlacer
{
    private readonly ImportContext _context;
    private readonly BatchBuilder _builder;
    private readonly RowDigester _digester;
    private readonly AddressBook? _book;
    private readonly DeferredRows _held = new();
    private readonly LeftOutRows _leftOut;

    // No book where the last rows are known, since no address is sent twice then.
    public RowPlacer(ImportContext context, BatchBuilder builder, RowDigester digester, AddressBook? book)
    {
        _context = context;
        _builder = builder;
        _digester = digester;
        _book = book;
        _leftOut = new LeftOutRows(context);
    }

    /// <summary>The last rows of the file; null where they do not matter.</summary>
    public LastRows? Last { get; init; }

    /// <summary>What rows are compared with; null where all are sent.</summary>
    public RowComparison? Comparison { get; init; }

    /// <summary>Addresses placed, each once.</summary>
    public long Distinct { get; private set; }

    /// <summary>Rows that wait.</summary>
    public int Held => _held.Count;

    /// <summary>Takes a row; what is wrong with it, or null.</summary>
    public RowProblem? Place(SourceRow row, OutgoingRow contact)
    {
        if (Last is not null)
            return PlaceLast(row, contact, Last);
        return Comparison is null ? PlaceNext(row, contact) : Compare(row, contact, Comparison);
    }

    /// <summary>No more rows come: places those of which it was not known whether they differ.</summary>
    public void PlaceCompared()
    {
        foreach ((DeferredRow row, _) in Comparison?.TakeRest() ?? [])
            PlaceNext(row.Row, row.Contact);
    }

    private RowProblem? PlaceNext(SourceRow row, OutgoingRow contact)
    {
        switch (_builder.Add(row, contact, out ulong address))
        {
            case RowPlace.Added:
                Count(contact);
                return null;
            case RowPlace.TooLarge:
                return TooLarge();
            default:
                return PlaceAgain(new DeferredRow(row, contact, address));
        }
    }

    /// <summary>Places the deferred rows whose time has come; what the others wait for.</summary>
    public IReadOnlyCollection<DeferredFor> Release() => _held.Release(TryPlace);

    /// <summary>
    /// Takes out deferred rows that cannot be sent by this run, at most one of each address; all of them in so many calls.
    /// </summary>
    public IReadOnlyList<DeferredRow> TakeLost() => _held.TakeFirst(IsLost);

    /// <summary>Notes in the journal what was left out.</summary>
    public void Flush() => _leftOut.Flush();

    // A row whose predecessor was sent is sent, or what that one changed would stay.
    private RowProblem? Compare(SourceRow row, OutgoingRow contact, RowComparison comparison)
    {
        if (_builder.DigestOf(contact) is not RowDigest digest)
            return TooLarge();
        if (_book!.TryGet(digest.Address, out _))
            return PlaceNext(row, contact);
        ComparedRows compared = comparison.Take(new DeferredRow(row, contact, digest.Address), digest);
        _leftOut.AddUnchanged(compared.Same);
        if (compared.Same.Count > 0 && IsAlone)
            _book.Set(digest.Address, checked((int)row.Number));
        foreach ((DeferredRow different, _) in compared.Different)
            PlaceNext(different.Row, different.Contact);
        return null;
    }

    private RowProblem? PlaceAgain(DeferredRow row)
    {
        if (_context.Settings.OnDuplicate != DuplicateMode.Refuse || row.Contact.OptsOut)
            Repeat(row.Row);
        switch (_context.Settings.OnDuplicate)
        {
            case DuplicateMode.KeepFirst or DuplicateMode.Refuse when row.Contact.OptsOut:
                // Whatever the other rows say, who has opted out is not written to.
                return PlaceAfter(row with { Contact = row.Contact.Leaving() });
            case DuplicateMode.KeepFirst:
                _leftOut.Supersede(row.Row);
                return null;
            case DuplicateMode.Refuse:
                return new RowProblem(RowReason.AddressRepeated, Texts.AddressRepeated);
            default:
                return PlaceAfter(row);
        }
    }

    private RowProblem? PlaceAfter(DeferredRow row)
    {
        if (_held.Has(row.Address) || TryPlace(row) != DeferredFor.Nothing)
            _held.Add(row);
        return null;
    }

    private bool IsAlone => _context.Settings.OnDuplicate is DuplicateMode.KeepFirst or DuplicateMode.Refuse;

    private bool IsLost(DeferredRow row) => _book!.TryGet(row.Address, out int earlier) && _context.Ends.Of(earlier) == BatchEnd.Lost;

    private DeferredFor TryPlace(DeferredRow row)
    {
        if (_builder.IsForming(row.Address))
            return _builder.TryMerge(row.Row, row.Contact, row.Address) ? DeferredFor.Nothing : DeferredFor.Draft;
        _book!.TryGet(row.Address, out int earlier);
        switch (_context.Ends.Of(earlier))
        {
            case BatchEnd.Open:
                return DeferredFor.Batch;
            case BatchEnd.Lost:
                return DeferredFor.Lost;
            default:
                _builder.TryAdd(row.Row, row.Contact);
                return DeferredFor.Nothing;
        }
    }

    private RowProblem? PlaceLast(SourceRow row, OutgoingRow contact, LastRows last)
    {
        if (!_builder.Fits(contact))
            return TooLarge();
        if (last.IsSuperseded(_digester.Address(contact.Email), row.Number))
        {
            Repeat(row);
            _leftOut.Supersede(row);
            return null;
        }

        if (Comparison is not null && IsSame(row, contact, Comparison))
            return null;
        _builder.TryAdd(row, contact);
        Count(contact);
        return null;
    }

    private void Count(OutgoingRow contact)
    {
        Distinct++;
        _context.Watch?.Placed(contact.Email);
    }

    private void Repeat(SourceRow row)
    {
        _context.Tally.Repeated();
        _context.Watch?.Repeated(row);
    }

    // The one row of its address that counts.
    private bool IsSame(SourceRow row, OutgoingRow contact, RowComparison comparison)
    {
        RowDigest digest = _builder.DigestOf(contact)!.Value;
        ComparedRows compared = comparison.Take(new DeferredRow(row, contact, digest.Address), digest);
        _leftOut.AddUnchanged(compared.Same);
        return compared.Different.Count == 0;
    }

    private RowProblem TooLarge() => new(RowReason.RowTooLarge, Texts.RowTooLarge(_context.Service.Rules.MaxBytes));
}
