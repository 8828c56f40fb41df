using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>The sessions of one runspace with one service, and how the last attempt to connect there ended.</summary>
internal sealed class RunspaceSessions
{
    public List<BulkSession> Sessions { get; } = [];

    /// <summary>Whether it has not come to a good end.</summary>
    public bool HasFailed { get; set; }

    /// <summary>The name it was for, where it had one.</summary>
    public string? FailedName { get; set; }

    /// <summary>What had that name before.</summary>
    public BulkSession? Replaced { get; set; }
}
