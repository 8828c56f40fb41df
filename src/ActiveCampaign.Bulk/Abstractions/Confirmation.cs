using System;
using System.Management.Automation;
using System.Management.Automation.Host;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Asks before something dangerous. Where nobody can be asked, that is an error of its own and no yes.</summary>
internal static class Confirmation
{
    private const string Console = "ConsoleHost";

    /// <summary>Whether somebody, or a preference, agrees.</summary>
    /// <param name="command">The command; its impact is high.</param>
    /// <param name="description">What is going to happen.</param>
    /// <param name="caption">The title of the question.</param>
    /// <exception cref="CommandException">A question would be due, and nobody can be asked.</exception>
    public static bool Ask(PSCmdlet command, string description, string caption)
    {
        if (WouldAsk(command) && IsUnattended(command))
            throw Required(description);
        try
        {
            return command.ShouldProcess(description, description + "?", caption);
        }
        catch (Exception e) when (e is HostException or PSInvalidOperationException or NotImplementedException)
        {
            throw Required(description);
        }
    }

    /// <summary>The same for a command whose impact is not high, once it is told to do something dangerous: asks unless -Confirm is given.</summary>
    /// <exception cref="CommandException">A question is due, and nobody can be asked.</exception>
    public static bool AskAnyway(PSCmdlet command, string description, string caption)
    {
        if (command.MyInvocation.BoundParameters.ContainsKey("Confirm") || !WouldAsk(command))
            return true;
        if (IsUnattended(command))
            throw Required(description);
        try
        {
            return command.ShouldContinue(description + "?", caption);
        }
        catch (Exception e) when (e is HostException or InvalidOperationException or NotImplementedException or NullReferenceException)
        {
            // Each host has its own way to say that nobody is there.
            throw Required(description);
        }
    }

    private static bool WouldAsk(PSCmdlet command) => command.MyInvocation.BoundParameters.TryGetValue("Confirm", out object? bound)
        ? ((SwitchParameter)bound).IsPresent
        : !LanguagePrimitives.TryConvertTo(command.GetVariableValue("ConfirmPreference"), out ConfirmImpact preference) || preference != ConfirmImpact.None;

    // The console takes an empty line for a yes, wherever the line comes from.
    private static bool IsUnattended(PSCmdlet command) =>
        !Environment.UserInteractive || command.Host is null || (command.Host.Name == Console && System.Console.IsInputRedirected);

    private static CommandException Required(string description) => new(ErrorIds.ConfirmationRequired, Messages.ConfirmationRequired(description));
}
