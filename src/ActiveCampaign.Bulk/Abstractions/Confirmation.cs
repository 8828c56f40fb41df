using System;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Asks before something dangerous. Where nobody can be asked, that is an error of its own and no yes.</summary>
internal static class Confirmation
{
    private const string Console = "ConsoleHost";
    private const int No = 1;

    private static readonly Collection<ChoiceDescription> s_choices = [new("&Yes", "Does what is described."), new("&No", "Changes nothing.")];

    /// <summary>Whether somebody, or a preference, agrees. An empty answer is a no.</summary>
    /// <param name="command">The command.</param>
    /// <param name="description">What is going to happen.</param>
    /// <param name="caption">The title of the question.</param>
    /// <exception cref="CommandException">A question is due, and nobody can be asked.</exception>
    public static bool Ask(PSCmdlet command, string description, string caption)
    {
        if (!WouldAsk(command))
            return true;
        if (IsUnattended(command))
            throw Required(description);
        try
        {
            return command.Host.UI.PromptForChoice(caption, description + "?", s_choices, No) != No;
        }
        catch (Exception e) when (e is HostException or InvalidOperationException or NotImplementedException)
        {
            // Each host has its own way to say that nobody is there.
            throw Required(description);
        }
    }

    private static bool WouldAsk(PSCmdlet command) => command.MyInvocation.BoundParameters.TryGetValue("Confirm", out object? bound)
        ? ((SwitchParameter)bound).IsPresent
        : !LanguagePrimitives.TryConvertTo(command.GetVariableValue("ConfirmPreference"), out ConfirmImpact preference) || preference != ConfirmImpact.None;

    /// <summary>Whether nobody can be asked: a line that comes from elsewhere is nobody's answer.</summary>
    public static bool IsUnattended(PSCmdlet command) =>
        !Environment.UserInteractive || command.Host?.UI is null || (command.Host.Name == Console && System.Console.IsInputRedirected);

    private static CommandException Required(string description) => new(ErrorIds.ConfirmationRequired, Messages.ConfirmationRequired(description));
}
