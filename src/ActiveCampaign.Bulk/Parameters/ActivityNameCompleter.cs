using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Completes the names of activities that the journal knows, the latest first.</summary>
public sealed class ActivityNameCompleter : OfflineCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<Suggestion> Suggest(string command, string parameter, IDictionary bound)
    {
        ActivityTips tips = new();
        return ActivitiesOf(command, bound).Select(activity => new Suggestion(activity.Header.Name, () => tips.Of(activity.Folder, activity.Header)));
    }
}
