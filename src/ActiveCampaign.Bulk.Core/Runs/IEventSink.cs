using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Runs;

/// <summary>Where the stages of a run report to. They may wait here for whoever drains, so that is never a stage itself.</summary>
internal interface IEventSink
{
    /// <summary>Reports; waits while there is no room.</summary>
    public ValueTask PutAsync(RunEvent item, CancellationToken token);

    /// <summary>Wakes whoever drains: there is room for rows, or the end has come.</summary>
    public void Wake();
}
