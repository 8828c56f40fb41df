using System.Linq;

namespace ActiveCampaign.Bulk.Simulator.Tests.Support;

/// <summary>Bodies of imports.</summary>
public static class Bodies
{
    public static string Import(int contacts, string prefix = "user") => Import(
        string.Join(",", Enumerable.Range(1, contacts).Select(i => "{\"email\":\"" + prefix + i + "@example.com\"}")));

    public static string Import(string contacts) => "{\"contacts\":[" + contacts + "]}";
}
