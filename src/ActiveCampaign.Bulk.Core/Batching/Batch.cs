using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Batching;

/// <summary>
/// Rows that go to the service together: the request's body, ready to send, and the original cells beside it.
/// Owned by one stage at a time; the last one disposes it.
/// </summary>
internal sealed class Batch : IDisposable
{
    private readonly ByteBuffer _body;
    private readonly ByteBuffer _cells;
    private readonly List<BatchRow> _rows;

    internal Batch(RowShape shape, ByteBuffer body, ByteBuffer cells, List<BatchRow> rows, int contacts)
    {
        Shape = shape;
        _body = body;
        _cells = cells;
        _rows = rows;
        Contacts = contacts;
    }

    /// <summary>Number within the activity, 1-based; 0 until it is planned.</summary>
    public int Number { get; set; }

    /// <summary>What no other batch of any activity is called; empty until it is about to be sent.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>The batch this one was cut out of, or 0.</summary>
    public int Parent { get; init; }

    /// <summary>Whether its contacts go one a call.</summary>
    public bool IsSingle { get; set; }

    /// <summary>When rows of it went out before, by the service's clock; null where none did.</summary>
    public DateTimeOffset? SentBefore { get; set; }

    /// <summary>When its contacts were looked up last; null where that is not known.</summary>
    public DateTimeOffset? LookedAt { get; set; }

    /// <summary>Whether it names the lists alone that its contacts were on then.</summary>
    public bool HasStandings { get; set; }

    /// <summary>The columns of its rows.</summary>
    public RowShape Shape { get; }

    /// <summary>The rows, in the order of the input.</summary>
    public IReadOnlyList<BatchRow> Rows => _rows;

    /// <summary>Contacts in the body: fewer than rows where rows of one address were merged.</summary>
    public int Contacts { get; }

    /// <summary>The whole body of the import request.</summary>
    public ArraySegment<byte> Body => _body.Segment;

    /// <summary>Whether it was disposed.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>A row's contact as JSON.</summary>
    public ReadOnlyMemory<byte> Contact(int index) => _body.Written.Slice(_rows[index].ContactStart, _rows[index].ContactLength);

    /// <summary>The positions of the rows whose contacts, by their position in the body, are asked for.</summary>
    public IReadOnlyList<int> RowsOf(Func<int, bool> contacts)
    {
        return Enumerable.Range(0, _rows.Count).Where(index => contacts(_rows[index].Contact)).ToArray();
    }

    /// <summary>A row's original cells as a JSON array of texts.</summary>
    public ReadOnlyMemory<byte> Cells(int index) => _cells.Written.Slice(_rows[index].CellsStart, _rows[index].CellsLength);

    /// <summary>A row's original cells as texts.</summary>
    public List<object?> CellsOf(int index)
    {
        using JsonDocument cells = JsonDocument.Parse(Cells(index));
        return cells.RootElement.EnumerateArray().Select(cell => (object?)cell.GetString()).ToList();
    }

    /// <summary>A new batch of the rows at these positions, in this order. Those that share a contact still do.</summary>
    /// <param name="indexes">The positions.</param>
    /// <param name="envelope">What surrounds the contacts.</param>
    /// <param name="rewritten">What contacts are sent as instead, by their place here; null for all as they are.</param>
    public Batch Pick(IReadOnlyList<int> indexes, ImportEnvelope envelope, IReadOnlyDictionary<int, ReadOnlyMemory<byte>>? rewritten = null)
    {
        BatchDraft draft = new(Shape, envelope);
        draft.Copy(this, indexes, rewritten);
        Batch picked = draft.Seal(Number);
        (picked.SentBefore, picked.LookedAt, picked.HasStandings) = (SentBefore, LookedAt, HasStandings);
        return picked;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        IsDisposed = true;
        _body.Dispose();
        _cells.Dispose();
    }
}
