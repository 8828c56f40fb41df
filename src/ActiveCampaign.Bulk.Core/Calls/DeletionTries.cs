using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;

namespace ActiveCampaign.Bulk.Core.Calls;

/// <summary>How often one deletion went out, and whether every answer came. Used by one call.</summary>
internal sealed class DeletionTries
{
    /// <summary>Whether the last try is out, or failed so that it may have had its effect.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether one before the last may have had its effect.</summary>
    public bool AnyLost { get; private set; }

    public Task BeginAsync()
    {
        AnyLost |= IsOpen;
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
