using System.Collections;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Completes the ids of batches that the service has not ended as far as the journal knows.</summary>
public sealed class BatchCompleter : OfflineCompleter
{
    private const int Most = 10;

    /// <inheritdoc/>
    private protected override IEnumerable<Suggestion> Suggest(string command, string parameter, IDictionary bound) =>
        ActivitiesOf(command, bound).Where(activity => JournalReader.HasPayload(activity.Folder)).Take(Most).Select(activity => JournalReader.TryRead(activity.Folder)).OfType<ActivitySnapshot>().SelectMany(OpenBatches);

    // A damaged journal has nothing to complete; the commands that read it say so.
    private static IEnumerable<Suggestion> OpenBatches(ActivitySnapshot activity) => activity.Batches
        .Where(batch => batch.Outcome == BatchOutcome.Pending && batch.BatchId is not null)
        .Select(batch => new Suggestion(batch.BatchId!, () => $"{activity.Header.Name}: batch {batch.Number}, rows {batch.FirstRow} to {batch.LastRow}"));
}
