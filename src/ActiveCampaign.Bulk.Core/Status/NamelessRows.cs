using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>Which rows stand behind failures that the service counts and does not name, as far as their contacts show it.</summary>
internal sealed class NamelessRows
{
    private readonly JournaledBatch _sent;
    private readonly IReadOnlyList<Inspection> _found;
    private readonly HashSet<int> _refused;
    private readonly HashSet<int> _unknown = [];

    /// <param name="sent">The batch, with its contacts.</param>
    /// <param name="found">What the account has of each contact.</param>
    /// <param name="nameless">How many contacts failed.</param>
    public NamelessRows(JournaledBatch sent, IReadOnlyList<Inspection> found, int nameless)
    {
        _sent = sent;
        _found = found;
        _refused = [.. Where(IsRefused)];
        int left = nameless - _refused.Count;

        // A contact that lacks something and was not touched since was not taken; where there are too many of those, the
        // service shows values otherwise than they were sent, and nothing can be told from that.
        List<int> untouched = Where(contact => contact.Presence == RowPresence.NotIn && !IsRefused(contact));
        List<int> touched = Where(contact => contact.Presence == RowPresence.Unclear && !IsRefused(contact));
        if (left > 0 && untouched.Count <= left)
            _refused.UnionWith(untouched);
        else if (left > 0)
            _unknown.UnionWith(untouched);
        if (left > (untouched.Count <= left ? untouched.Count : 0))
            _unknown.UnionWith(touched);
        LeftOver = RowsOf(nameless - _refused.Count - _unknown.Count);
    }

    /// <summary>Rows behind failures that no contact shows, at the most: each of the other rows may be one of them.</summary>
    public int LeftOver { get; }

    /// <summary>The rows that the service did not take.</summary>
    public List<RefusedRow> Refused() => Rows(_refused).Select(i => _sent.Refuse(i, Problem(_found[ContactOf(i)]))).ToList();

    /// <summary>The rows of which nobody can tell.</summary>
    public List<long> Unknown() => Rows(_unknown).Select(i => _sent.RowNumbers[i]).ToList();

    private static bool IsRefused(Inspection contact) => !contact.IsAsWanted && (contact.ContactId is null || contact.ConsentWithdrawn);

    private static RowProblem Problem(Inspection contact) => contact.Problem is RowProblem problem ? problem : contact.ConsentWithdrawn
        ? new RowProblem(RowReason.ConsentWithdrawn, Texts.ConsentLeft)
        : new RowProblem(RowReason.FailedAtService, contact.ContactId is null ? Texts.NotMade : Texts.NotChanged);

    private List<int> Where(System.Func<Inspection, bool> condition) => Enumerable.Range(0, _found.Count).Where(contact => condition(_found[contact])).ToList();

    private IEnumerable<int> Rows(HashSet<int> contacts) => Enumerable.Range(0, _sent.RowNumbers.Count).Where(i => contacts.Contains(ContactOf(i)));

    private int RowsOf(int contacts) => contacts <= 0 ? 0 : Enumerable.Range(0, _sent.RowNumbers.Count).Select(ContactOf)
        .Where(contact => !_refused.Contains(contact) && !_unknown.Contains(contact) && !_found[contact].IsAsWanted)
        .GroupBy(contact => contact).Select(rows => rows.Count()).OrderByDescending(rows => rows).Take(contacts).Sum();

    private int ContactOf(int row) => _sent.ContactOf?[row] ?? row;
}
