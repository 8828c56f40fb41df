using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Follows the rows as they come in: notes in the journal how far the input was read, and, when a run goes on, passes
/// over the rows that the journal has and makes sure that they are the same ones. Used by one thread.
/// </summary>
internal sealed class InputCheckpoints : IDisposable
{
    private const char Between = '\u001F';

    private readonly ImportContext _context;
    private readonly Func<long, bool> _isKnown;
    private readonly Queue<ReadMark> _expected;
    private readonly bool _hashes;
    private readonly bool _isVersion1;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly StringBuilder _text = new();
    private byte[] _state = [];

    /// <summary>Follows an input from its first row.</summary>
    /// <param name="context">The run.</param>
    /// <param name="hashes">Whether rows are hashed; a file has a hash of its own.</param>
    /// <param name="plan">What an earlier run left, or null.</param>
    public InputCheckpoints(ImportContext context, bool hashes, ResumePlan? plan)
    {
        _context = context;
        _hashes = hashes;
        _isVersion1 = plan?.Activity.Header.Version < 2;
        HashSet<long> lost = [.. plan?.Lost.SelectMany(open => open.Rows) ?? []];
        _isKnown = plan is null ? _ => false : row => plan.IsKnown(row) && !lost.Contains(row);
        _expected = new Queue<ReadMark>(plan?.Marks ?? []);
    }

    /// <summary>The last row that came in.</summary>
    public long LastRow { get; private set; }

    /// <summary>Takes a chunk in; returns the rows of it that the journal does not have.</summary>
    /// <exception cref="BulkException">The rows are not those that an earlier run has read.</exception>
    public IReadOnlyList<SourceRow> Take(IReadOnlyList<SourceRow> chunk)
    {
        List<SourceRow> fresh = new(chunk.Count);
        foreach (SourceRow row in chunk)
        {
            if (_hashes)
                Add(row);
            LastRow = row.Number;
            Verify(row.Number);
            if (!_isKnown(row.Number))
                fresh.Add(row);
        }

        if (fresh.Count > 0)
            _context.Journal?.Note(new ReadMark(LastRow, _hashes ? Text() : null, _context.Tally.Snapshot.Expected));
        return fresh;
    }

    /// <summary>No more rows come.</summary>
    /// <exception cref="BulkException">An earlier run has read more.</exception>
    public void Complete()
    {
        if (_expected.Any(mark => mark.Row > LastRow))
            throw Changed(LastRow + 1);
        _context.Journal?.Note(new InputCompleted(_context.Now));
    }

    public void Dispose() => _hash.Dispose();

    private void Verify(long row)
    {
        while (_expected.Count > 0 && _expected.Peek().Row <= row)
        {
            ReadMark mark = _expected.Dequeue();
            if (mark.Row == row && mark.Hash is not null && _hashes && mark.Hash != Text())
                throw Changed(row);
        }
    }

    private void Add(SourceRow row)
    {
        _text.Clear();

        // Version 1 named all columns of an input first.
        if (_isVersion1)
            _text.Append(string.Join(Between.ToString(), row.Shape.Columns.Concat(row.Values.Select(CellText.ToText)))).Append(Between);
        for (int i = 0; i < row.Values.Length && !_isVersion1; i++)
        {
            // Columns that other rows brought are none of this row's.
            if (row.Values[i] is object value)
                _text.Append(row.Shape.Columns[i]).Append(Between).Append(CellText.ToText(value)).Append(Between);
        }

        _hash.AppendData(_state);
        _hash.AppendData(Encoding.UTF8.GetBytes(_text.ToString()));
        _state = _hash.GetHashAndReset();
    }

    private string Text() => Convert.ToBase64String(_state, 0, 12);

    private static BulkException Changed(long row) => new(BulkError.InputChanged, Texts.InputChanged(row));
}
