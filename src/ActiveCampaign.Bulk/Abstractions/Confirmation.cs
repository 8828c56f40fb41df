using System;
using System.Management.Automation;
using System.Management.Automation.Host;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Asks before something dangerous, whatever impact the command has otherwise.</summary>
internal static class Confirmation
{
    /// <summary>Whether to go on. Given -Confirm, either way, has answered it; so has a preference that asks nothing.</summary>
    /// <exception cref="CommandException">Nobody can be asked.</exception>
    public static bool Ask(PSCmdlet command, string what, string caption)
    {
        if (command.MyInvocation.BoundParameters.ContainsKey("Confirm") || command.GetVariableValue("ConfirmPreference") is ConfirmImpact.None)
            return true;
        try
        {
            return command.ShouldContinue(what + "?", caption);
        }
        catch (Exception e) when (e is HostException or InvalidOperationException or NotImplementedException or NullReferenceException)
        {
            // Each host has its own way to say that nobody is there; the console's input may just be at its end.
            throw new CommandException(ErrorIds.ConfirmationRequired, Messages.ConfirmationRequired(what), command.MyInvocation.MyCommand.Name);
        }
    }
}
