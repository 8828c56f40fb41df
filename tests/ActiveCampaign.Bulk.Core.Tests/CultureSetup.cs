using System.Globalization;
using System.Runtime.CompilerServices;

namespace ActiveCampaign.Bulk.Core.Tests;

/// <summary>A culture with a decimal comma and its own dates: what is written for the service must not care.</summary>
internal static class CultureSetup
{
    [ModuleInitializer]
    internal static void UseForeignCulture()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
    }
}
