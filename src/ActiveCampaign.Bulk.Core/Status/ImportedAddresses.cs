using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>
/// The addresses that a batch brought in, for whoever works on with them: the journal lets go of them when the batch is
/// settled. Kept as one run of bytes, since a result may outlive its pipeline.
/// </summary>
internal sealed class ImportedAddresses
{
    private readonly byte[] _text;

    private ImportedAddresses(IReadOnlyCollection<string> emails)
    {
        Count = emails.Count;
        _text = Encoding.UTF8.GetBytes(string.Join("\n", emails));
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Keeps addresses, each once.</summary>
    public static ImportedAddresses Of(IEnumerable<string> emails) =>
        new(emails.Distinct(StringComparer.OrdinalIgnoreCase).ToList());

    /// <summary>The addresses of some rows of a batch that was read back with its contacts.</summary>
    internal static ImportedAddresses Of(BulkService service, JournaledBatch sent, Func<long, bool> rows) => Of(
        Enumerable.Range(0, sent.RowNumbers.Count).Where(index => rows(sent.RowNumbers[index])).Select(index => service.Read(sent.ContactFor(index)).Email));

    /// <summary>The addresses.</summary>
    public IReadOnlyList<string> Read() => Count == 0 ? [] : Encoding.UTF8.GetString(_text).Split('\n');
}
