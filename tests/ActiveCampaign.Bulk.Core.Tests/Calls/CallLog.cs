using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Service.Calls;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Tests.Calls;

/// <summary>What one run said, and what its journal says afterwards.</summary>
internal sealed class CallLog
{
    public List<CallResult> Results { get; } = [];

    public List<string> Notices { get; } = [];

    public CallPlanCounts? Plan { get; set; }

    public TimeSpan Estimate { get; set; }

    public Exception? Failure { get; set; }

    public string? Notice { get; set; }

    public string? Folder { get; set; }

    public ActivitySnapshot? Snapshot { get; set; }

    public IEnumerable<CallState> States => Results.OrderBy(result => result.Row).Select(result => result.State);
}
