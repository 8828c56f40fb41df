using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Service.Calls;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Preflight;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk;

/// <summary>The one place where Core's values become the module's output.</summary>
internal static class Mapping
{
    public static ACBatchState ToState(BatchOutcome outcome) => outcome switch
    {
        BatchOutcome.Pending => ACBatchState.Pending,
        BatchOutcome.Completed => ACBatchState.Completed,
        BatchOutcome.Refused => ACBatchState.Refused,
        BatchOutcome.Failed => ACBatchState.Failed,
        BatchOutcome.Interrupted => ACBatchState.Interrupted,
        BatchOutcome.NotSent => ACBatchState.NotSent,
        _ => ACBatchState.Unknown,
    };

    public static ACImportResult ToResult(BatchReport settled, ServiceKind service, bool isSimulator)
    {
        ACBatchState state = ToState(settled.Outcome);
        return new ACImportResult
        {
            ActivityId = settled.ActivityId,
            BatchNumber = settled.Number,
            BatchId = settled.BatchId,
            State = state,
            Rows = settled.Rows,
            Imported = settled.Imported,
            Created = settled.Created,
            Refused = settled.Refused,
            Pending = state == ACBatchState.Pending ? settled.Rows : 0,
            Unknown = settled.Unknown,
            RefusedRows = settled.RefusedRows.Select(row => row.Number).ToArray(),
            FailedEmail = settled.FailedEmails.ToArray(),
            Message = CommandNames.In(service, settled.Message),
            NextCommand = CommandNames.InOrNull(service, NextCommands.For(settled, state)),
            Addresses = settled.Addresses,
            Folder = settled.Folder,
            Host = settled.Host,
            IsSimulator = isSimulator,
        };
    }

    public static ACContactResult ToContactResult(CallResult result, string activityId, BulkSession session) => new()
    {
        Row = result.Row,
        Id = result.Id,
        Email = result.Email,
        State = (ACContactState)(int)result.State,
        Message = result.Message,
        ActivityId = activityId,
        Host = session.Host,
        IsSimulator = session.IsSimulator,
    };

    public static ACImportStatus ToStatus(string batchId, BatchStatus status, BulkSession session) => new()
    {
        BatchId = batchId,
        State = (ACServiceState)(int)status.State,
        IsTerminal = status.IsTerminal,
        SuccessId = status.SuccessIds?.ToArray() ?? [],
        FailedEmail = status.FailedEmails.ToArray(),
        Host = session.Host,
        IsSimulator = session.IsSimulator,
    };

    public static ACImportDay ToDay(DailySums sums, BulkSession session) => new()
    {
        Date = sums.Date,
        Batches = sums.Batches,
        Contacts = sums.Contacts,
        IsOutstanding = sums.IsOutstanding,
        Host = session.Host,
        IsSimulator = session.IsSimulator,
    };

    public static ACField ToField(FieldDefinition field, BulkSession session) => new()
    {
        Id = field.Id,
        Name = PlainText.Of(field.Title),
        PersTag = field.PersTag,
        Type = field.Type,
        Option = field.Options.ToArray(),
        Host = session.Host,
        IsSimulator = session.IsSimulator,
    };

    public static ACContactTest ToTest(PreflightReport report, BulkSession session, ImportSettings settings, string? issuePath) => new()
    {
        IsValid = report.IsValid,
        Path = settings.Source?.Path,
        RowsRead = report.Counts.Read,
        Ready = report.Counts.NotSent,
        Refused = report.Counts.Refused,
        RefusedBy = new ReadOnlyDictionary<string, long>(report.Refused.OrderByDescending(reason => reason.Value).ToDictionary(reason => reason.Key.ToString(), reason => reason.Value)),
        Repeated = report.Counts.Repeated,
        Superseded = report.Counts.Superseded,
        Unchanged = report.Counts.Unchanged,
        Excluded = report.Refused.TryGetValue(RowReason.Excluded, out long excluded) ? excluded : 0,
        OptedOut = report.OptedOut,
        NewTag = report.NewTags.Select(PlainText.Of).ToArray(),
        Batches = report.Counts.Formed,
        Bytes = report.Counts.Bytes,
        Duration = report.LeastTime,
        Created = report.Created,
        Updated = report.Updated,
        Room = report.Room is AccountRoom room ? System.Math.Max(0, room.Limit - room.Total) : null,
        Issue = report.Issues.Select(issue => ToIssue(issue, CommandNames.In(session.Service, IssueFixes.Message(issue)), IssueFixes.For(issue, report, settings))).ToArray(),
        IssuePath = issuePath,
        RejectPath = report.RejectFiles,
        Host = session.Host,
        IsSimulator = session.IsSimulator,
    };

    private static ACContactIssue ToIssue(InputIssue issue, string message, string? fix) => new()
    {
        Severity = issue.IsError ? ACIssueSeverity.Error : ACIssueSeverity.Warning,
        Code = issue.Code,
        Rows = issue.Rows,
        FirstRow = issue.FirstRow > 0 ? issue.FirstRow : null,
        FirstLine = issue.FirstLine > 0 ? issue.FirstLine : null,
        Column = issue.Column,
        Example = issue.Example,
        Missing = issue.Names.Take(50).ToArray(),
        Message = message,
        Fix = fix,
    };

    public static ACContact ToContact(ContactDetails details, IReadOnlyList<ContactColumn> fields, BulkSession session) => new()
    {
        Id = details.Contact.Id,
        Email = details.Contact.Email,
        FirstName = details.Contact.FirstName,
        LastName = details.Contact.LastName,
        Phone = details.Contact.Phone,
        Account = details.Contact.Account,
        Status = details.Status,
        Created = Moment(details.Contact.Created),
        Updated = Moment(details.Contact.Updated),
        Fields = details.Fields is null ? null : new ReadOnlyDictionary<string, string>(details.Fields.ToDictionary(field => field.Key, field => field.Value, System.StringComparer.OrdinalIgnoreCase)),
        FieldColumns = fields,
        Tags = details.Tags?.ToArray(),
        Lists = details.Lists?.ToArray(),
        ListsUnsubscribed = details.ListsUnsubscribed?.ToArray(),
        ListsUnconfirmed = details.ListsUnconfirmed?.ToArray(),
        Host = session.Host,
        IsSimulator = session.IsSimulator,
    };

    public static ACExportResult ToExport(ExportOutcome outcome, BulkSession session) => new()
    {
        ActivityId = outcome.ActivityId,
        Path = outcome.Path,
        Rows = outcome.Rows,
        ServiceTotal = outcome.ServiceTotal,
        Filter = new ReadOnlyDictionary<string, string>(outcome.Filters.ToDictionary(filter => filter.Key, filter => filter.Value)),
        Column = outcome.Columns.ToArray(),
        Length = outcome.Length,
        Hash = outcome.Hash,
        Calls = outcome.Calls,
        StartedAt = outcome.StartedAt,
        Duration = outcome.Duration,
        Host = session.Host,
        IsSimulator = session.IsSimulator,
    };

    private static System.DateTimeOffset? Moment(string text) =>
        System.DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out System.DateTimeOffset moment) ? moment : null;

    // In the words of the service that the activity works with.
    private static string? NextCommandOf(ActivitySnapshot snapshot) => OpenCommandOf(snapshot) ?? CommandNames.InOrNull(CommandNames.ServiceOf(snapshot.Header), NextCommands.ForRefused(snapshot).FirstOrDefault());

    private static string? OpenCommandOf(ActivitySnapshot snapshot) => CommandNames.InOrNull(CommandNames.ServiceOf(snapshot.Header), NextCommands.For(snapshot));

    public static ACActivity ToActivity(ActivitySnapshot snapshot) => ToActivity(snapshot, ActivityPace.Of(snapshot, System.DateTimeOffset.UtcNow));

    private static ACActivity ToActivity(ActivitySnapshot snapshot, ActivityPace pace) => new()
    {
        ActivityId = snapshot.Header.Id,
        Name = snapshot.Header.Name,
        Kind = snapshot.Header.Kind,
        State = (ACActivityState)(int)snapshot.State,
        StartedAt = snapshot.Header.StartedAt,
        LastRunAt = snapshot.LastRunAt,
        EndedAt = snapshot.EndedAt,
        SourcePath = snapshot.Header.SourcePath,
        SourceLength = snapshot.Header.SourceLength,
        SourceHash = snapshot.Header.SourceHash,
        InputComplete = snapshot.InputComplete,
        RowsRead = snapshot.RowsRead,
        RowsExpected = snapshot.RowsExpected,
        Rate = pace.Rate is double rate ? System.Math.Round(rate, 2) : null,
        TimeLeft = pace.TimeLeft,
        Imported = snapshot.Imported,
        Created = snapshot.Created,
        Refused = snapshot.Refused,
        Superseded = snapshot.Superseded,
        Unchanged = snapshot.Unchanged,
        Pending = snapshot.Pending,
        Unknown = snapshot.Unknown,
        NotSent = snapshot.NotSent,
        Resent = snapshot.Resent,
        HoldsContactData = snapshot.HoldsContactData,
        Batches = snapshot.Batches.Count,
        OpenBatches = snapshot.Batches.Count(batch => batch.Outcome is BatchOutcome.Pending or BatchOutcome.Unknown),
        Error = snapshot.Error,
        NextCommand = NextCommandOf(snapshot),
        Folder = snapshot.Folder,
        Host = snapshot.Header.Host,
        IsSimulator = snapshot.Header.IsSimulator,
    };

    public static ACActivityRow ToRow(ActivityRow row, ActivityHeader header) => new()
    {
        RowNumber = row.Number,
        State = (ACRowState)(int)row.State,
        BatchNumber = row.Batch == 0 ? null : row.Batch,
        BatchId = row.BatchId,
        Reason = row.Reason,
        Message = CommandNames.InOrNull(CommandNames.ServiceOf(header), row.Message),
        ActivityId = header.Id,
        Kind = header.Kind,
        Host = header.Host,
        IsSimulator = header.IsSimulator,
    };

    public static ACImportSummary ToSummary(IReadOnlyList<ActivitySnapshot> snapshots, IReadOnlyList<ActivitySnapshot> followUps, ExitCode exitCode, System.DateTimeOffset now) => new()
    {
        ActivityId = snapshots.Select(snapshot => snapshot.Header.Id).ToArray(),
        Name = string.Join(", ", snapshots.Select(snapshot => snapshot.Header.Name).Distinct()),
        RowsRead = snapshots.Sum(snapshot => snapshot.RowsRead),
        Imported = snapshots.Sum(snapshot => snapshot.Imported),
        Created = snapshots.Sum(snapshot => snapshot.Created),
        Refused = snapshots.Sum(snapshot => snapshot.Refused),
        Superseded = snapshots.Sum(snapshot => snapshot.Superseded),
        Unchanged = snapshots.Sum(snapshot => snapshot.Unchanged),
        Pending = snapshots.Sum(snapshot => snapshot.Pending),
        Unknown = snapshots.Sum(snapshot => snapshot.Unknown),
        NotSent = snapshots.Sum(snapshot => snapshot.NotSent),
        Tagged = followUps.Sum(snapshot => snapshot.Imported),
        Batches = snapshots.Sum(snapshot => snapshot.Batches.Count),
        Duration = snapshots.Count == 0 ? System.TimeSpan.Zero : now - snapshots.Min(snapshot => snapshot.Header.StartedAt),
        ExitCode = (int)exitCode,
        NextCommand = snapshots.Concat(followUps).Select(OpenCommandOf).Concat(snapshots.Select(NextCommandOf)).FirstOrDefault(command => command is not null),
        Host = snapshots.Count == 0 ? string.Empty : snapshots[0].Header.Host,
        IsSimulator = snapshots.Any(snapshot => snapshot.Header.IsSimulator),
    };
}
