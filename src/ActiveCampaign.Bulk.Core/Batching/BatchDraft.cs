using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Batching;

/// <summary>A batch while rows are added to it.</summary>
internal sealed class BatchDraft : IDisposable
{
    private readonly ImportEnvelope _envelope;
    private readonly ByteBuffer _body = new();
    private readonly ByteBuffer _cells = new();
    private readonly List<BatchRow> _rows = [];

    public BatchDraft(RowShape shape, ImportEnvelope envelope)
    {
        Shape = shape;
        _envelope = envelope;
        _body.Append(envelope.Prefix.Span);
    }

    public RowShape Shape { get; }

    public int Count => _rows.Count;

    /// <summary>Bytes of the body once it is sealed.</summary>
    public int SealedLength => _body.Length + _envelope.Suffix.Length;

    /// <summary>Whether another contact of that size still fits into a body of at most <paramref name="maxBytes"/>.</summary>
    public bool Fits(int contactLength, int maxBytes) => SealedLength + contactLength + (Count == 0 ? 0 : 1) <= maxBytes;

    public void Append(long number, long line, ReadOnlySpan<byte> contact, ReadOnlySpan<byte> cells, RowDigest digest)
    {
        if (_rows.Count > 0)
            _body.Append((byte)',');
        _rows.Add(new BatchRow(number, line, _body.Length, contact.Length, _cells.Length, cells.Length, digest));
        _body.Append(contact);
        _cells.Append(cells);
    }

    public void Copy(Batch source, int index)
    {
        BatchRow row = source.Rows[index];
        Append(row.Number, row.Line, source.Contact(index).Span, source.Cells(index).Span, row.Digest);
    }

    /// <summary>Moves this draft's last row into another one.</summary>
    public void MoveLastTo(BatchDraft other)
    {
        BatchRow last = _rows[_rows.Count - 1];
        other.Append(last.Number, last.Line, _body.Slice(last.ContactStart, last.ContactLength), _cells.Slice(last.CellsStart, last.CellsLength), last.Digest);
        _rows.RemoveAt(_rows.Count - 1);
        _body.Truncate(_rows.Count == 0 ? last.ContactStart : last.ContactStart - 1);
        _cells.Truncate(last.CellsStart);
    }

    public int LastContactLength => _rows[_rows.Count - 1].ContactLength;

    public Batch Seal(int parent = 0)
    {
        _body.Append(_envelope.Suffix.Span);
        return new Batch(Shape, _body, _cells, _rows) { Parent = parent };
    }

    public void Dispose()
    {
        _body.Dispose();
        _cells.Dispose();
    }
}
