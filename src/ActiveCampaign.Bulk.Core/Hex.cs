using System;

namespace ActiveCampaign.Bulk.Core;

/// <summary>Bytes as lower-case hex, as checksum tools show them.</summary>
internal static class Hex
{
    public static string Of(byte[] bytes)
    {
#pragma warning disable CA1308, CA1872 // Lower case is meant; the framework's own way is not there on all targets.
        return BitConverter.ToString(bytes).Replace("-", string.Empty).ToLowerInvariant();
#pragma warning restore CA1308, CA1872
    }
}
