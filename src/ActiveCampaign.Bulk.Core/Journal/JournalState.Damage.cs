using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>What is damaged, and which rows that leaves without an answer.</summary>
internal sealed partial class JournalState
{
    private readonly List<LineDamage> _damage = [];

    /// <summary>The lines that could not be read.</summary>
    public IReadOnlyList<LineDamage> Damage => _damage;

    /// <summary>Notes lines that could not be read.</summary>
    public void Note(IEnumerable<LineDamage> damage)
    {
        _damage.AddRange(damage);
        Ledger.IsDamaged = _damage.Count > 0;
    }

    /// <summary>
    /// Rows that cannot be sent from here though nobody knows that they are in: what they were sent with is gone, or the
    /// line that spoke of them is damaged. By batch, 0 for those of none.
    /// </summary>
    /// <param name="read">Rows that were read.</param>
    public IEnumerable<(int Batch, long Row)> Lost(long read)
    {
        foreach (BatchEntry batch in _batches.Values.Where(batch => batch.Route is null && !Ledger.IsExpired))
        {
            foreach (long row in Ledger.RowsAt(batch).Where(row => !Ledger.IsErased(row) && IsLostIn(batch, row)))
                yield return (batch.Number, row);
        }

        for (long row = 1; Ledger.IsDamaged && row <= read; row++)
        {
            if (!Ledger.Knows(row))
                yield return (0, row);
        }
    }

    // What the service has a handle of is asked for; what it has ended as failed is a repair's.
    private bool IsLostIn(BatchEntry batch, long row) => Ledger.StateOf(row) switch
    {
        RowState.NotSent => true,
        RowState.Unknown => batch.Outcome is BatchOutcome.Unknown or BatchOutcome.Failed or BatchOutcome.Interrupted || batch.UnknownRows.Contains(row),
        _ => false,
    };

    private bool HasGap(long read)
    {
        for (long row = 1; row <= read; row++)
        {
            if (!Ledger.Knows(row))
                return true;
        }

        return false;
    }

    // A refused row whose line is damaged or never got onto the disk would count as imported; which one it is nobody knows.
    private void NoteDamage()
    {
        foreach (BatchEntry batch in _batches.Values.Where(batch => batch.Settlement is { Outcome: BatchOutcome.Completed, Refused: > 0 }))
            batch.MissingRefusals = Math.Max(0, batch.Settlement!.Refused - Ledger.RowsAt(batch).Count(row => Ledger.StateOf(row) == RowState.Refused));
        if (_damage.Count == 0 && _batches.Values.Any(batch => batch.MissingRefusals > 0))
            _damage.Add(new LineDamage(JournalFiles.Refused, File.Exists(Path.Combine(_folder, JournalFiles.Refused)) ? LineDamage.SomeMissing : 0));
    }
}
