using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Reports;

namespace ActiveCampaign.Bulk;

/// <summary>Makes receipts of activities.</summary>
internal static class Receipts
{
    public static ACActivityReceipt Of(ActivityDetail detail)
    {
        ActivitySnapshot activity = detail.Activity;
        ActivityHeader header = activity.Header;
        return new ACActivityReceipt
        {
            ActivityId = header.Id,
            Name = header.Name,
            Kind = header.Kind,
            State = activity.State.ToString(),
            Host = header.Host,
            IsSimulator = header.IsSimulator,
            User = header.Origin?.User,
            Computer = header.Origin?.Machine,
            ModuleVersion = header.Origin?.Module,
            PowerShell = header.Origin?.Shell,
            Runtime = header.Origin?.Runtime,
            System = header.Origin?.System,
            StartedAt = header.StartedAt,
            LastRunAt = activity.LastRunAt,
            EndedAt = activity.EndedAt,
            Error = activity.Error,
            SourcePath = header.SourcePath,
            SourceLength = header.SourceLength,
            SourceHash = header.SourceHash,
            Mapping = Read(ReportSettings.Mapping(header), column => column.Key, column => column.Value),
            Settings = Read(header.Settings.Where(setting => setting.Value is not null && setting.Key != ReportSettings.MappingSetting), setting => setting.Key, setting => setting.Value!),
            Counts = Counts(activity),
            Reasons = Read(new ReportedActivity(detail).Reasons().Where(reason => reason.Code.Length > 0).GroupBy(reason => reason.Code), reasons => reasons.Key, reasons => reasons.Sum(reason => reason.Count)),
            Batches = activity.Batches.Select(Batch).ToArray(),
        };
    }

    private static ReadOnlyDictionary<string, long> Counts(ActivitySnapshot activity) => new(new Dictionary<string, long>
    {
        ["RowsRead"] = activity.RowsRead,
        ["Imported"] = activity.Imported,
        ["Created"] = activity.Created,
        ["Refused"] = activity.Refused,
        ["Superseded"] = activity.Superseded,
        ["Unchanged"] = activity.Unchanged,
        ["Pending"] = activity.Pending,
        ["Unknown"] = activity.Unknown,
        ["NotSent"] = activity.NotSent,
        ["Resent"] = activity.Resent,
    });

    private static ReadOnlyDictionary<string, TValue> Read<TItem, TValue>(IEnumerable<TItem> items, Func<TItem, string> key, Func<TItem, TValue> value) => new(items.ToDictionary(key, value));

    private static ACReceiptBatch Batch(BatchRecord batch) => new()
    {
        BatchNumber = batch.Number,
        BatchId = batch.BatchId,
        State = batch.Outcome.ToString(),
        Rows = batch.Rows,
        Imported = batch.Imported,
        Refused = batch.Refused,
        Unknown = batch.Unknown + batch.Nameless,
        AnsweredAt = batch.AnsweredAt,
    };
}
