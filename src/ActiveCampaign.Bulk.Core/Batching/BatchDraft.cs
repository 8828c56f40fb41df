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

    // Made when an address is first looked for, since most inputs have each but once.
    private Dictionary<ulong, int>? _places;

    public BatchDraft(RowShape shape, ImportEnvelope envelope)
    {
        Shape = shape;
        _envelope = envelope;
        _body.Append(envelope.Prefix.Span);
    }

    public RowShape Shape { get; }

    /// <summary>Contacts in it.</summary>
    public int Count { get; private set; }

    public IReadOnlyList<BatchRow> Rows => _rows;

    /// <summary>Bytes of original cells.</summary>
    public int CellsLength => _cells.Length;

    /// <summary>Bytes of the body once it is sealed.</summary>
    public int SealedLength => _body.Length + _envelope.Suffix.Length;

    public int LastContactLength => _rows.Find(row => row.Contact == Count - 1).ContactLength;

    /// <summary>What its contacts take of a request's size, where the service counts that otherwise; each change of one adds to it.</summary>
    public int Weight { get; private set; }

    /// <summary>Whether another contact of that size still fits into a body of at most <paramref name="maxBytes"/>.</summary>
    public bool Fits(int contactLength, int maxBytes) => SealedLength + contactLength + (Count == 0 ? 0 : 1) <= maxBytes;

    /// <summary>Adds what a contact takes of a request's size.</summary>
    public void Weigh(OutgoingRow contact) => Weight += contact.Weight is int weight ? weight + (Weight == 0 ? contact.FrameWeight : 0) : 0;

    public void Append(long number, long line, ReadOnlySpan<byte> contact, ReadOnlySpan<byte> cells, RowDigest digest)
    {
        if (Count > 0)
            _body.Append((byte)',');
        if (_places is not null)
            _places[digest.Address] = _rows.Count;
        _rows.Add(new BatchRow(number, line, _body.Length, contact.Length, _cells.Length, cells.Length, digest, Count++));
        _body.Append(contact);
        _cells.Append(cells);
    }

    /// <summary>Adds a row that shares a contact with a row that is here.</summary>
    public void Share(BatchRow with, long number, long line, ReadOnlySpan<byte> cells, RowDigest digest)
    {
        _rows.Add(with with { Number = number, Line = line, CellsStart = _cells.Length, CellsLength = cells.Length, Digest = digest });
        _cells.Append(cells);
    }

    /// <summary>A row with that address, or null.</summary>
    public BatchRow? Find(ulong address)
    {
        if (_places is null)
        {
            _places = [];
            for (int i = 0; i < _rows.Count; i++)
                _places[_rows[i].Digest.Address] = i;
        }

        return _places.TryGetValue(address, out int place) ? _rows[place] : null;
    }

    public ReadOnlyMemory<byte> Contact(BatchRow row) => _body.Written.Slice(row.ContactStart, row.ContactLength);

    /// <summary>Rewrites a row's contact; the row as it lies then.</summary>
    public BatchRow Rewrite(BatchRow row, ReadOnlySpan<byte> contact)
    {
        int more = contact.Length - row.ContactLength;
        _body.Replace(row.ContactStart, row.ContactLength, contact);
        for (int i = 0; i < _rows.Count; i++)
        {
            if (_rows[i].Contact == row.Contact)
                _rows[i] = _rows[i] with { ContactLength = contact.Length };
            else if (_rows[i].Contact > row.Contact)
                _rows[i] = _rows[i] with { ContactStart = _rows[i].ContactStart + more };
        }

        return row with { ContactLength = contact.Length };
    }

    /// <summary>Copies rows out of a batch; those that share a contact there share it here.</summary>
    public void Copy(Batch source, IReadOnlyList<int> indexes, IReadOnlyDictionary<int, ReadOnlyMemory<byte>>? rewritten = null)
    {
        Dictionary<int, BatchRow>? copied = source.Contacts == source.Rows.Count ? null : [];
        foreach (int index in indexes)
        {
            BatchRow row = source.Rows[index];
            if (copied is not null && copied.TryGetValue(row.Contact, out BatchRow first))
            {
                Share(first, row.Number, row.Line, source.Cells(index).Span, row.Digest);
                continue;
            }

            ReadOnlyMemory<byte> contact = rewritten is not null && rewritten.TryGetValue(row.Contact, out ReadOnlyMemory<byte> other) ? other : source.Contact(index);
            Append(row.Number, row.Line, contact.Span, source.Cells(index).Span, row.Digest);
            copied?.Add(row.Contact, _rows[_rows.Count - 1]);
        }
    }

    /// <summary>Moves this draft's last contact into another one, with all its rows.</summary>
    public void MoveLastTo(BatchDraft other)
    {
        List<BatchRow> moved = _rows.FindAll(row => row.Contact == Count - 1);
        BatchRow first = moved[0];
        other.Append(first.Number, first.Line, Contact(first).Span, CellsOf(first), first.Digest);
        BatchRow there = other._rows[other._rows.Count - 1];
        for (int i = 1; i < moved.Count; i++)
            other.Share(there, moved[i].Number, moved[i].Line, CellsOf(moved[i]), moved[i].Digest);
        _rows.RemoveAll(row => row.Contact == first.Contact);
        _places = null;
        Count--;
        _body.Truncate(Count == 0 ? first.ContactStart : first.ContactStart - 1);
    }

    public Batch Seal(int parent = 0)
    {
        _body.Append(_envelope.Suffix.Span);
        return new Batch(Shape, _body, _cells, _rows, Count) { Parent = parent };
    }

    public void Dispose()
    {
        _body.Dispose();
        _cells.Dispose();
    }

    private ReadOnlySpan<byte> CellsOf(BatchRow row) => _cells.Slice(row.CellsStart, row.CellsLength);
}
