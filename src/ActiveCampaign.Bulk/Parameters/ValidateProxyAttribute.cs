using System;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Refuses what is no URL of a proxy, and never shows it: a password may stand in it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateProxyAttribute : ValidateArgumentsAttribute
{
    private static readonly string[] s_schemes = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is Uri proxy && !(proxy.IsAbsoluteUri && s_schemes.Contains(proxy.Scheme)))
            throw new ValidationMetadataException(Messages.ProxyInvalid);
    }
}
