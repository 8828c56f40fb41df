using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core;

/// <summary>Ends an operation. The message says what to do next and holds neither token nor contact data.</summary>
internal sealed class BulkException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="error">The stable reason.</param>
    /// <param name="message">What happened and what to do next.</param>
    /// <param name="target">What it is about (a name, a path, a host), never contact data.</param>
    /// <param name="innerException">What caused it.</param>
    public BulkException(BulkError error, string message, string? target = null, Exception? innerException = null)
        : base(PlainText.Of(message), innerException)
    {
        Error = error;
        Target = target;
    }

    /// <summary>The stable reason.</summary>
    public BulkError Error { get; }

    /// <summary>What it is about, or null.</summary>
    public string? Target { get; }

    /// <summary>The column map that would take its cause away; null for most.</summary>
    public IReadOnlyDictionary<string, string?>? ColumnMap { get; init; }

    /// <summary>Whether the service, the way to it, or the disk is what ended the operation, so that the same may go on later.</summary>
    public bool MayGoOn => Error is BulkError.DiskFailed or BulkError.HostUnreachable or BulkError.ServiceUnavailable or BulkError.AnswerUnreadable
        or BulkError.TokenRefused or BulkError.AccessDenied or BulkError.AccountInactive or BulkError.NotTheApi or BulkError.QuotaReached or BulkError.ConsentNeeded;

    /// <summary>The same, with what to do next.</summary>
    public BulkException With(string next) => new(Error, Message + " " + next, Target, this);

    /// <summary>Whether the service itself says that there is no such thing; a gateway's page does not.</summary>
    internal bool IsNotThere { get; init; }
}
