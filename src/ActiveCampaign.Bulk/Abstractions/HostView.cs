using System;
using System.Management.Automation.Host;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>What somebody sees of a host. Hosts that have no screen throw where they are asked for it.</summary>
internal static class HostView
{
    private const string Console = "ConsoleHost";

    /// <summary>Whether progress comes before somebody's eyes.</summary>
    public static bool ShowsProgress(PSHost host)
    {
        if (host.Name == Console)
            return Environment.UserInteractive && !System.Console.IsOutputRedirected;
        try
        {
            return host.UI?.RawUI is PSHostRawUserInterface screen && screen.WindowSize.Width > 0;
        }
        catch (Exception e) when (e is NotImplementedException or NotSupportedException or InvalidOperationException or HostException)
        {
            return false;
        }
    }

    /// <summary>Writes a line where a command that was stopped cannot write any more.</summary>
    public static void WriteLine(PSHost host, string text)
    {
        try
        {
            host.UI?.WriteLine(text);
        }
        catch (Exception e) when (e is NotImplementedException or NotSupportedException or InvalidOperationException or HostException)
        {
            // Nobody is there to read it.
        }
    }
}
