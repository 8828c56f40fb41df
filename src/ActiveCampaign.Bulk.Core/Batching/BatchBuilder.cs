using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Batching;

/// <summary>
/// Fills batches up to their limits. Where a request with a single contact falls into a slower lane of the service, a full
/// batch is held back until two more rows are there: 251 rows become 249 and 2. Used by one thread.
/// </summary>
internal sealed class BatchBuilder : IDisposable
{
    // Rows that were merged into few contacts: what a draft keeps of them has a limit of its own.
    private const int RowsPerContact = 20;
    private const int MaxCells = 4 * 1024 * 1024;
    private const int CellsPerByte = 4;

    private readonly BatchLimits _limits;
    private readonly ImportEnvelope _envelope;
    private readonly RowDigester _digester;
    private readonly ByteBuffer _contact = new(4096);
    private readonly ByteBuffer _cells = new(4096);
    private readonly Utf8JsonWriter _contactWriter;
    private readonly Utf8JsonWriter _cellsWriter;
    private readonly Queue<BatchDraft> _full = new();
    private readonly AddressBook? _book;
    private BatchDraft? _open;
    private long _added;

    /// <summary>Makes a builder.</summary>
    /// <param name="limits">When a batch is full.</param>
    /// <param name="envelope">What stands around the contacts.</param>
    /// <param name="digester">Makes the rows' digests.</param>
    /// <param name="book">Gets the last row of each address; null where nobody asks for it.</param>
    public BatchBuilder(
        BatchLimits limits, ImportEnvelope envelope, RowDigester digester, AddressBook? book = null)
    {
        _book = book;
        _limits = limits;
        _envelope = envelope;
        _digester = digester;

        // The default encoder writes six bytes for each Cyrillic letter; the body is JSON and nothing else reads it.
        JsonWriterOptions options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
        _contactWriter = new Utf8JsonWriter(_contact, options);
        _cellsWriter = new Utf8JsonWriter(_cells, options);
    }

    /// <summary>Adds a row, whatever came before; false when it alone is larger than a body may be.</summary>
    public bool TryAdd(SourceRow row, OutgoingRow contact)
    {
        if (!Fits(contact))
            return false;
        RowDigest digest = Digest(contact);
        Append(row, contact, digest);
        _book?.Set(digest.Address, checked((int)row.Number));
        return true;
    }

    /// <summary>Adds a row unless its address is in the book already.</summary>
    public RowPlace Add(SourceRow row, OutgoingRow contact, out ulong address)
    {
        if (_book is null)
            throw new InvalidOperationException("There is no book to look the address up in.");

        address = 0;
        if (!Fits(contact))
            return RowPlace.TooLarge;
        RowDigest digest = Digest(contact);
        address = digest.Address;
        ref int last = ref _book.Place(address);
        if (last != 0)
            return RowPlace.AddressTaken;
        last = checked((int)row.Number);
        Append(row, contact, digest);
        return RowPlace.Added;
    }

    /// <summary>Merges a row into the contact of its address, in a batch that is being formed.</summary>
    public bool TryMerge(SourceRow row, OutgoingRow contact, ulong address)
    {
        if (Forming(address) is not BatchDraft draft || draft.Shape != row.Shape)
            return false;
        if (!Fits(contact) || draft.Rows.Count >= _limits.MaxContacts * RowsPerContact || draft.CellsLength > Math.Max(MaxCells, _limits.MaxBytes * CellsPerByte))
            return false;
        RowDigest digest = Digest(contact);
        if (draft.Find(address) is not BatchRow earlier || contact.MergeOver(draft.Contact(earlier)) is not OutgoingRow merged)
            return false;
        WriteContact(merged);
        if (contact.Weight is int weight ? draft.Weight + weight > _limits.MaxBytes : draft.SealedLength - earlier.ContactLength + _contact.Length > _limits.MaxBytes)
            return false;
        draft.Weigh(contact);
        WriteCells(row);
        draft.Share(draft.Rewrite(earlier, _contact.Written.Span), row.Number, row.Line, _cells.Written.Span, digest);
        return true;
    }

    /// <summary>Whether a batch with that address was not handed out yet.</summary>
    public bool IsForming(ulong address) => Forming(address) is not null;

    /// <summary>Whether a contact alone is small enough for a body.</summary>
    public bool Fits(OutgoingRow contact)
    {
        WriteContact(contact);
        return (contact.Weight + contact.FrameWeight ?? _envelope.Prefix.Length + _contact.Length + _envelope.Suffix.Length) <= _limits.MaxBytes;
    }

    /// <summary>The digests a contact would have in a batch; null where it alone is larger than a body may be.</summary>
    public RowDigest? DigestOf(OutgoingRow contact) => Fits(contact) ? Digest(contact) : null;

    /// <summary>Puts back a contact that was left alone after a refusal, so that it joins the next batch.</summary>
    public void AddBack(Batch lone)
    {
        BatchDraft draft = Room(lone.Shape, lone.Rows[0].ContactLength, null);
        draft.Copy(lone, lone.RowsOf(_ => true));
    }

    /// <summary>The next batch that can go, or null.</summary>
    public Batch? TakeReady()
    {
        if (_full.Count == 0 || _added <= _limits.HoldUntil)
            return null;
        return !_limits.AvoidsLone || _full.Count > 1 || _open!.Count >= 2 || _full.Peek().Shape != _open.Shape ? _full.Dequeue().Seal() : null;
    }

    /// <summary>No more rows: hands out what is left.</summary>
    public IEnumerable<Batch> Complete()
    {
        while (_full.Count > 1)
            yield return _full.Dequeue().Seal();
        BatchDraft? last = _open;
        _open = null;
        if (_full.Count == 1)
        {
            BatchDraft before = _full.Dequeue();
            last = ShareOut(before, last);
            yield return before.Seal();
        }

        if (last is { Count: > 0 })
            yield return last.Seal();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _contactWriter.Dispose();
        _cellsWriter.Dispose();
        _contact.Dispose();
        _cells.Dispose();
        _open?.Dispose();
        foreach (BatchDraft draft in _full)
            draft.Dispose();
    }

    private BatchDraft? ShareOut(BatchDraft before, BatchDraft? last)
    {
        bool lone = _limits.AvoidsLone && last is { Count: 1 } && before.Count > 2 && before.Shape == last.Shape;
        if (!lone || !last!.Fits(before.LastContactLength, _limits.MaxBytes))
            return last;
        BatchDraft pair = new(last.Shape, _envelope);
        before.MoveLastTo(pair);
        last.MoveLastTo(pair);
        last.Dispose();
        return pair;
    }

    private RowDigest Digest(OutgoingRow contact) => _digester.Digest(contact.Email, _contact.Segment);

    private void Append(SourceRow row, OutgoingRow contact, RowDigest digest)
    {
        WriteCells(row);
        BatchDraft draft = Room(row.Shape, _contact.Length, contact.Weight);
        draft.Weigh(contact);
        draft.Append(row.Number, row.Line, _contact.Written.Span, _cells.Written.Span, digest);
        _added++;
    }

    private BatchDraft? Forming(ulong address) => _open?.Find(address) is not null ? _open : _full.FirstOrDefault(draft => draft.Find(address) is not null);

    private BatchDraft Room(RowShape shape, int contactLength, int? weight)
    {
        if (_open is not null && (_open.Shape != shape || _open.Count >= _limits.MaxContacts || !HasRoom(_open, contactLength, weight)))
        {
            _full.Enqueue(_open);
            _open = null;
        }

        return _open ??= new BatchDraft(shape, _envelope);
    }

    private bool HasRoom(BatchDraft draft, int contactLength, int? weight) => weight is int own ? draft.Weight + own <= _limits.MaxBytes : draft.Fits(contactLength, _limits.MaxBytes);

    private void WriteContact(OutgoingRow contact)
    {
        _contact.Truncate(0);
        _contactWriter.Reset(_contact);
        contact.Write(_contactWriter);
        _contactWriter.Flush();
    }

    private void WriteCells(SourceRow row)
    {
        _cells.Truncate(0);
        _cellsWriter.Reset(_cells);
        _cellsWriter.WriteStartArray();
        foreach (object? value in row.Values)
        {
            if (CellText.ToText(value) is string text)
                _cellsWriter.WriteStringValue(text);
            else
                _cellsWriter.WriteNullValue();
        }

        _cellsWriter.WriteEndArray();
        _cellsWriter.Flush();
    }
}
