using System;
using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Batching;

/// <summary>
/// Fills batches up to their limits. A full batch is held back until two more rows are there, since a request with a
/// single contact falls into a slower lane of the service: 251 rows become 249 and 2. Used by one thread.
/// </summary>
public sealed class BatchBuilder : IDisposable
{
    private readonly BatchLimits _limits;
    private readonly ImportEnvelope _envelope;
    private readonly RowDigester _digester;
    private readonly Action<Utf8JsonWriter, ContactRow> _writeContact;
    private readonly ByteBuffer _contact = new(4096);
    private readonly ByteBuffer _cells = new(4096);
    private readonly Utf8JsonWriter _contactWriter;
    private readonly Utf8JsonWriter _cellsWriter;
    private readonly Queue<BatchDraft> _full = new();
    private BatchDraft? _open;
    private long _added;

    /// <summary>Makes a builder.</summary>
    public BatchBuilder(BatchLimits limits, ImportEnvelope envelope, RowDigester digester, Action<Utf8JsonWriter, ContactRow> writeContact)
    {
        _limits = limits ?? throw new ArgumentNullException(nameof(limits));
        _envelope = envelope ?? throw new ArgumentNullException(nameof(envelope));
        _digester = digester ?? throw new ArgumentNullException(nameof(digester));
        _writeContact = writeContact ?? throw new ArgumentNullException(nameof(writeContact));

        // The default encoder writes six bytes for each Cyrillic letter; the body is JSON and nothing else reads it.
        JsonWriterOptions options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
        _contactWriter = new Utf8JsonWriter(_contact, options);
        _cellsWriter = new Utf8JsonWriter(_cells, options);
    }

    /// <summary>Adds a row; false when it alone is larger than a body may be.</summary>
    public bool TryAdd(SourceRow row, ContactRow contact)
    {
        if (row is null)
            throw new ArgumentNullException(nameof(row));
        if (contact is null)
            throw new ArgumentNullException(nameof(contact));

        WriteContact(contact);
        if (_envelope.Prefix.Length + _contact.Length + _envelope.Suffix.Length > _limits.MaxBytes)
            return false;
        WriteCells(row);
        RowDigest digest = _digester.Digest(contact.Email, _contact.Segment);
        DraftFor(row.Shape).Append(row.Number, row.Line, _contact.Written.Span, _cells.Written.Span, digest);
        _added++;
        return true;
    }

    /// <summary>Puts back a row that was left alone after a refusal, so that it joins the next batch.</summary>
    public void AddBack(Batch lone)
    {
        if (lone is null)
            throw new ArgumentNullException(nameof(lone));
        Room(lone.Shape, lone.Rows[0].ContactLength).Copy(lone, 0);
    }

    /// <summary>The next batch that can go, or null.</summary>
    public Batch? TakeReady()
    {
        if (_full.Count == 0 || _added <= _limits.HoldUntil)
            return null;
        return _full.Count > 1 || _open!.Count >= 2 || _full.Peek().Shape != _open.Shape ? _full.Dequeue().Seal() : null;
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
        bool lone = last is { Count: 1 } && before.Count > 2 && before.Shape == last.Shape;
        if (!lone || !last!.Fits(before.LastContactLength, _limits.MaxBytes))
            return last;
        BatchDraft pair = new(last.Shape, _envelope);
        before.MoveLastTo(pair);
        last.MoveLastTo(pair);
        last.Dispose();
        return pair;
    }

    private BatchDraft DraftFor(RowShape shape) => Room(shape, _contact.Length);

    private BatchDraft Room(RowShape shape, int contactLength)
    {
        if (_open is not null && (_open.Shape != shape || _open.Count >= _limits.MaxContacts || !_open.Fits(contactLength, _limits.MaxBytes)))
        {
            _full.Enqueue(_open);
            _open = null;
        }

        return _open ??= new BatchDraft(shape, _envelope);
    }

    private void WriteContact(ContactRow contact)
    {
        _contact.Truncate(0);
        _contactWriter.Reset(_contact);
        _writeContact(_contactWriter, contact);
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
