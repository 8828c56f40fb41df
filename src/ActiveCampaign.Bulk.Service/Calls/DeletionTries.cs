using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>Whether the answer to one deletion came. Used by one call.</summary>
internal sealed class DeletionTries
{
    /// <summary>Whether the last try is out, or failed so that it may have had its effect.</summary>
    public bool IsOpen { get; private set; }

    public Task BeginAsync()
    {
        IsOpen = true;
        return Task.CompletedTask;
    }

    /// <summary>Takes an answer; always true.</summary>
    public bool Answered(ServiceAnswer answer)
    {
        IsOpen = answer.Status >= 500;
        return true;
    }
}
