using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>What one import said, and what its journal says afterwards.</summary>
internal sealed class ImportLog
{
    public List<RefusedRow> Refused { get; } = [];

    public List<BatchReport> Batches { get; } = [];

    public List<string> Notices { get; } = [];

    public List<BatchReport> Settled { get; } = [];

    public ImportCounts Counts { get; set; } = new();

    public Exception? Failure { get; set; }

    public string? Folder { get; set; }

    public ActivitySnapshot? Snapshot { get; set; }
}
