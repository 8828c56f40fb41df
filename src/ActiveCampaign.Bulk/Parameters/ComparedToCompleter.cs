using System.Collections;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Baselines;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Completes what an import can be compared with: Last, then the activities that the journal knows, the latest first.</summary>
public sealed class ComparedToCompleter : OfflineCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<Suggestion> Suggest(string command, string parameter, IDictionary bound)
    {
        ActivityTips tips = new();
        return ActivitiesOf(command, bound).Select(activity => new Suggestion(activity.Header.Id, () => tips.Of(activity.Folder, activity.Header)))
            .Prepend(new Suggestion(BaselineSource.Last, () => "What the last imports of this name have confirmed"));
    }
}
