using System;
using System.Management.Automation;
using System.Management.Automation.Host;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Asks before something dangerous. Where nobody can be asked, that is an error of its own and no yes.</summary>
internal static class Confirmation
{
    private const string Console = "ConsoleHost";

    /// <summary>
    /// Whether to go on, whatever impact the command has otherwise. Given -Confirm, either way, has answered it; so has a
    /// preference that asks nothing.
    /// </summary>
    /// <exception cref="CommandException">Nobody can be asked.</exception>
    public static bool Ask(PSCmdlet command, string what, string caption) =>
        command.MyInvocation.BoundParameters.ContainsKey("Confirm") || !PrefersToAsk(command) || Put(command, what, () => command.ShouldContinue(what + "?", caption));

    /// <summary>Whether somebody, or a preference, agrees to what a command of high impact does: its one question.</summary>
    /// <exception cref="CommandException">A question would be due, and nobody can be asked.</exception>
    public static bool AskOnce(PSCmdlet command, string what, string caption)
    {
        bool asks = command.MyInvocation.BoundParameters.TryGetValue("Confirm", out object? bound) ? ((SwitchParameter)bound).IsPresent : PrefersToAsk(command);
        return asks ? Put(command, what, Question) : Question();

        bool Question() => command.ShouldProcess(what, what + "?", caption);
    }

    private static bool PrefersToAsk(PSCmdlet command) =>
        !LanguagePrimitives.TryConvertTo(command.GetVariableValue("ConfirmPreference"), out ConfirmImpact preference) || preference != ConfirmImpact.None;

    private static bool Put(PSCmdlet command, string what, Func<bool> question)
    {
        if (IsUnattended(command))
            throw Required(command, what);
        try
        {
            return question();
        }
        catch (Exception e) when (e is HostException or InvalidOperationException or NotImplementedException or NullReferenceException)
        {
            // Each host has its own way to say that nobody is there; the console's input may just be at its end.
            throw Required(command, what);
        }
    }

    // The console takes an empty line for a yes, wherever the line comes from.
    private static bool IsUnattended(PSCmdlet command) =>
        !Environment.UserInteractive || command.Host is null || (command.Host.Name == Console && System.Console.IsInputRedirected);

    private static CommandException Required(PSCmdlet command, string what) =>
        new(ErrorIds.ConfirmationRequired, Messages.ConfirmationRequired(what), command.MyInvocation.MyCommand.Name);
}
