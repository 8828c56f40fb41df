using System;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk;

/// <summary>A batch as the service answered it. Pipe it into Wait-ACImport.</summary>
public sealed class ACImportBatch
{
    internal ACImportBatch(BatchReport report, ServiceKind service, bool isSimulator)
    {
        Report = report;
        Message = CommandNames.In(service, report.Message);
        State = Mapping.ToState(report.Outcome);
        IsSimulator = isSimulator;
    }

    /// <summary>The activity.</summary>
    public string ActivityId => Report.ActivityId;

    /// <summary>Number of the batch in its activity.</summary>
    public int BatchNumber => Report.Number;

    /// <summary>The service's handle; null when it gave none.</summary>
    public string? BatchId => Report.BatchId;

    /// <summary>Where it stands.</summary>
    public ACBatchState State { get; }

    /// <summary>Rows in it.</summary>
    public int Rows => Report.Rows;

    /// <summary>Number of its first row.</summary>
    public long FirstRow => Report.FirstRow;

    /// <summary>Number of its last row.</summary>
    public long LastRow => Report.LastRow;

    /// <summary>Rows that are in already: by single calls.</summary>
    public int Imported => Report.Imported;

    /// <summary>Rows refused.</summary>
    public int Refused => Report.Refused;

    /// <summary>Rows nobody knows of.</summary>
    public int Unknown => Report.Unknown;

    /// <summary>Bytes of the request.</summary>
    public int Bytes => Report.Bytes;

    /// <summary>When the service answered.</summary>
    public DateTimeOffset AnsweredAt => Report.AnsweredAt;

    /// <summary>What the service said, or why the answer was lost.</summary>
    public string Message { get; }

    /// <summary>The account's host.</summary>
    public string Host => Report.Host;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; }

    internal BatchReport Report { get; }
}
