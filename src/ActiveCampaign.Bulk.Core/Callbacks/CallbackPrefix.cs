using System;
using System.Net;
using System.Runtime.InteropServices;

namespace ActiveCampaign.Bulk.Core.Callbacks;

/// <summary>Opens a listener on a prefix, and says what to do where that cannot be.</summary>
internal static class CallbackPrefix
{
    private static readonly bool s_isWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    public static void Open(HttpListener listener, string prefix)
    {
        // Elsewhere than on Windows the listener has no certificate: it would take connections and drop them.
        if (!s_isWindows && prefix.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            throw Failed(Texts.ListenWithoutCertificate(prefix), prefix, null);
        try
        {
            listener.Prefixes.Add(prefix.EndsWith("/", StringComparison.Ordinal) ? prefix : prefix + "/");
            listener.Start();
        }
        catch (ArgumentException e)
        {
            throw Failed(Texts.ListenPrefixInvalid(prefix), prefix, e);
        }
        catch (Exception e) when (e is HttpListenerException or PlatformNotSupportedException)
        {
            throw Failed(Texts.ListenFailed(prefix, e.Message, s_isWindows), prefix, e);
        }
    }

    private static BulkException Failed(string text, string prefix, Exception? cause) => new(BulkError.ListenFailed, text, prefix, cause);
}
