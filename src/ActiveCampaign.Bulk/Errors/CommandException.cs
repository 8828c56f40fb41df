using System;
using ActiveCampaign.Bulk.Core;

namespace ActiveCampaign.Bulk.Errors;

/// <summary>Ends a command with one of its own errors.</summary>
internal sealed class CommandException : Exception
{
    public CommandException(string errorId, string message, object? target = null)
        : base(PlainText.Of(message))
    {
        ErrorId = errorId;
        Target = target;
    }

    public string ErrorId { get; }

    public object? Target { get; }
}
