using System;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Rows.Workbooks;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Errors;

/// <summary>The only place where error records are made.</summary>
internal static class ErrorRecords
{
    /// <summary>The record for whatever ended a command.</summary>
    public static ErrorRecord Of(Exception failure) => failure switch
    {
        BulkException bulk => new ErrorRecord(bulk, bulk.Error.ToString(), CategoryOf(bulk.Error), bulk.Target),
        CommandException command => new ErrorRecord(command, command.ErrorId, CategoryOf(command.ErrorId), command.Target),
        _ when Disk.Explain(failure) is BulkException disk => Of(disk.With(Messages.AfterDisk)),
        _ => throw new ArgumentException("Only the module's own failures become its errors.", nameof(failure), failure),
    };

    /// <summary>The same record with the names of a service's cmdlets.</summary>
    public static ErrorRecord In(ServiceKind service, ErrorRecord error)
    {
        string text = CommandNames.In(service, error.Exception.Message);
        if (text == error.Exception.Message)
            return error;
        Exception failure = error.Exception switch
        {
            BulkException bulk => new BulkException(bulk.Error, text, bulk.Target, bulk.InnerException is BulkException ? null : bulk.InnerException),
            CommandException command => new CommandException(command.ErrorId, text, command.Target),
            RowRefusedException row => new RowRefusedException(text, row.RowNumber, row.Line),
            Exception other => other,
        };
        return new ErrorRecord(failure, error.FullyQualifiedErrorId, error.CategoryInfo.Category, error.TargetObject);
    }

    /// <summary>A refused row, with the row itself as target.</summary>
    public static ErrorRecord OfRow(RefusedRow row)
    {
        string where = row.Line > 0 ? $"Row {row.Number} ({PlaceOf(row)})" : $"Row {row.Number}";
        return new ErrorRecord(new RowRefusedException($"{where}: {row.Problem.Text}", row.Number, row.Line), row.Problem.Reason.ToString(), ErrorCategory.InvalidData, RowObjects.Of(row));
    }

    /// <summary>The user's script block failed on a refused row.</summary>
    public static ErrorRecord OfAction(RefusedRow row, PSObject rejected, Exception failure) =>
        new(new CommandException(ErrorIds.RejectActionFailed, Messages.RejectActionFailed(row.Number, failure.Message), rejected), ErrorIds.RejectActionFailed, ErrorCategory.InvalidOperation, rejected);

    /// <summary>A batch whose answer was lost.</summary>
    public static ErrorRecord OfUnknown(ACImportBatch batch) =>
        Of(ErrorIds.BatchUnknown, ErrorCategory.ConnectionError, Messages.BatchUnknown(NextCommands.Settle(batch.Report), batch.BatchNumber, batch.Message, batch.FirstRow, batch.LastRow), batch);

    /// <summary>A contact whose answer was lost.</summary>
    public static ErrorRecord OfUnknown(ACContactResult result, string next) =>
        Of(ErrorIds.ContactUnknown, ErrorCategory.ConnectionError, Messages.ContactUnknown(result.Row, result.Message, next), result);

    /// <summary>A batch that the service ended as failed or interrupted; null for any other.</summary>
    public static ErrorRecord? OfResult(ACImportResult result, BatchReport batch) => result.State switch
    {
        ACBatchState.Failed => Of(ErrorIds.BatchFailed, ErrorCategory.InvalidResult, Messages.BatchFailed(NextCommands.Repair(result.ActivityId, batch.Folder), result.BatchNumber, batch.FirstRow, batch.LastRow), result),
        ACBatchState.Interrupted => Of(ErrorIds.BatchInterrupted, ErrorCategory.OperationStopped, Messages.BatchInterrupted(NextCommands.Repair(result.ActivityId, batch.Folder), result.BatchNumber, batch.FirstRow, batch.LastRow), result),
        _ => null,
    };

    /// <summary>Rows are left that only the input has.</summary>
    public static ErrorRecord OfInputNeeded(string activityId, string folder, string lost) =>
        Of(BulkError.InputNeeded.ToString(), ErrorCategory.ObjectNotFound, Messages.InputNeeded(activityId, folder, lost), activityId);

    /// <summary>More rows failed than -FailOn allows.</summary>
    public static ErrorRecord OfFailOn(long failed, long read, string rule, System.Collections.Generic.IReadOnlyCollection<string> rejectFiles, object? target) =>
        Of(ErrorIds.ImportFailed, ErrorCategory.InvalidResult, Messages.ImportFailed(failed, read, rule, rejectFiles), target);

    /// <summary>A result that cannot name the contacts it brought in.</summary>
    public static ErrorRecord OfGone(ACImportResult result) =>
        Of(ErrorIds.ContactsGone, ErrorCategory.ObjectNotFound, Messages.ContactsGone(result.Imported, result.BatchNumber, result.ActivityId), result);

    /// <summary>A name that matches nothing.</summary>
    public static ErrorRecord OfName(string what, string name) =>
        Of(ErrorIds.NameNotFound, ErrorCategory.ObjectNotFound, Messages.NameNotFound(what, name), name);

    /// <summary>A contact that the account does not have, or has with another address, or that a text names which is no address.</summary>
    public static ErrorRecord OfContact(Service.Lookup.ContactMatch match) => OfContact(match.Asked, match.IsOther);

    /// <summary>A contact that was asked for and is not there, or has another address.</summary>
    public static ErrorRecord OfContact(ContactReference asked, bool isOther)
    {
        object? target = (object?)asked.Email ?? asked.Key ?? (object?)asked.Id;
        if (isOther)
            return Of(RowReason.ContactMismatch.ToString(), ErrorCategory.InvalidData, Messages.OtherAddress(asked.Row), target);

        // Nobody can say that somebody is not there whose address cannot be read.
        return asked.Id is null && asked.Key is null && EmailRules.FindProblem(asked.Email ?? string.Empty) is string wrong
            ? Of(ErrorIds.EmailInvalid, ErrorCategory.InvalidData, Messages.NoAddress(asked.Row, wrong), target)
            : Of(ErrorIds.ContactNotFound, ErrorCategory.ObjectNotFound, Messages.ContactNotFound(asked.Row, asked.Id?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? asked.Key), target);
    }

    /// <summary>Something that belongs to another account.</summary>
    public static CommandException Mismatch(string ofObject, string ofSession, object target) =>
        new(ErrorIds.AccountMismatch, Messages.AccountMismatch(ofObject, ofSession), target);

    private static string PlaceOf(RefusedRow row)
    {
        if (row.Shape.Sheet is not string sheet)
            return $"line {row.Line}";
        int column = row.Problem.Column is string name ? row.Shape.Columns.ToList().IndexOf(name) : -1;
        return $"sheet '{sheet}', {(column < 0 ? $"row {row.Line}" : "cell " + SheetRow.NameOf(column, row.Line))}";
    }

    private static ErrorRecord Of(string id, ErrorCategory category, string message, object? target) =>
        new(new CommandException(id, message, target), id, category, target);

    private static ErrorCategory CategoryOf(BulkError error) => error switch
    {
        BulkError.NoInput or BulkError.FileEmpty or BulkError.HeaderInvalid or BulkError.HiddenRows or BulkError.NoEmailColumn
            or BulkError.UnknownColumn or BulkError.ClearColumnBlank or BulkError.DuplicateColumn or BulkError.InputChanged or BulkError.ExclusionInvalid => ErrorCategory.InvalidData,
        BulkError.FilterEmpty or BulkError.AmbiguousName or BulkError.DateFormatInvalid or BulkError.ColumnMapInvalid or BulkError.SettingsConflict or BulkError.HttpsRequired or BulkError.TokenInvalid or BulkError.RejectFileMismatch or BulkError.AccountMismatch => ErrorCategory.InvalidArgument,
        BulkError.FileNotFound or BulkError.UnknownWorksheet or BulkError.UnknownList or BulkError.UnknownTag or BulkError.UnknownSegment or BulkError.InputNeeded or BulkError.NoBaseline => ErrorCategory.ObjectNotFound,
        BulkError.FileUnreadable or BulkError.JournalUnreadable => ErrorCategory.ReadError,
        BulkError.JournalUnwritable or BulkError.FileUnwritable => ErrorCategory.WriteError,
        BulkError.FileExists or BulkError.ActivityOpen or BulkError.AlreadyImported => ErrorCategory.ResourceExists,
        BulkError.ActivityRunning => ErrorCategory.ResourceBusy,
        BulkError.TokenRefused or BulkError.ConsentNeeded or BulkError.ConsentDenied => ErrorCategory.AuthenticationError,
        BulkError.AccessDenied or BulkError.AccountInactive or BulkError.RefusedInARow => ErrorCategory.PermissionDenied,
        BulkError.HostUnreachable => ErrorCategory.ConnectionError,
        BulkError.ServiceUnavailable or BulkError.ServiceFailing or BulkError.DataExpired => ErrorCategory.ResourceUnavailable,
        BulkError.DiskFailed => ErrorCategory.DeviceError,
        BulkError.ListenFailed => ErrorCategory.OpenError,
        BulkError.TooManyRefused or BulkError.MaxCountExceeded or BulkError.ArchiveLimitReached or BulkError.QuotaReached => ErrorCategory.LimitsExceeded,
        BulkError.CanaryFailed => ErrorCategory.InvalidResult,
        BulkError.NotTheApi or BulkError.AnswerUnreadable => ErrorCategory.ProtocolError,
        _ => ErrorCategory.InvalidOperation,
    };

    private static ErrorCategory CategoryOf(string id) => id switch
    {
        ErrorIds.NoConnection or ErrorIds.SessionClosed => ErrorCategory.ConnectionError,
        ErrorIds.SessionNotFound or ErrorIds.FileNotFound or ErrorIds.SimulatorNotRunning or ErrorIds.NameNotFound => ErrorCategory.ObjectNotFound,
        ErrorIds.DependencyOpen => ErrorCategory.InvalidOperation,
        ErrorIds.NotARow or ErrorIds.NotAContact => ErrorCategory.InvalidType,
        ErrorIds.PortInUse => ErrorCategory.ResourceBusy,
        ErrorIds.ConfirmationRequired => ErrorCategory.OperationStopped,
        _ => ErrorCategory.InvalidArgument,
    };
}
