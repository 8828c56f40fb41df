using System.Collections.Generic;
using System.IO;
using ActiveCampaign.Bulk.Core.Journal;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Journal;

public sealed class JournalDurabilityTests
{
    private static readonly string s_base = Path.Combine(Path.GetPathRoot(Path.GetFullPath("x"))!, "srv");

    [Theory]
    [InlineData("data", false, null, null)]
    [InlineData("temp/journal", false, null, "temporary")]
    [InlineData("temp/journal", true, null, "temporary")]
    [InlineData("temp", true, "AC_BULK_HOME", "temporary")]
    [InlineData("temporary", false, null, null)]
    [InlineData("data", false, "DOTNET_RUNNING_IN_CONTAINER", "container")]
    [InlineData("data", false, "KUBERNETES_SERVICE_HOST", "container")]
    [InlineData("data", false, "/.dockerenv", "container")]
    [InlineData("data", true, "KUBERNETES_SERVICE_HOST", null)]
    [InlineData("data", false, "KUBERNETES_SERVICE_HOST AC_BULK_HOME", null)]
    [InlineData("data", false, "AZUREPS_HOST_ENVIRONMENT", "Azure")]
    [InlineData("data", false, "AUTOMATION_ASSET_ACCOUNTID", "Azure")]
    [InlineData("data", false, "FUNCTIONS_WORKER_RUNTIME", "Azure")]
    [InlineData("data", true, "FUNCTIONS_WORKER_RUNTIME", null)]
    [InlineData("data", false, "AZUREPS_HOST_ENVIRONMENT AC_BULK_HOME", null)]
    public void Doubt_Surroundings_SaysWhatSpeaksAgainstThem(string root, bool isNamed, string? present, string? doubt)
    {
        HashSet<string> there = [.. (present ?? string.Empty).Split(' ')];
        JournalDurability durability = new(name => there.Contains(name) ? "x" : null, there.Contains, Path.Combine(s_base, "temp"));

        string? said = durability.Doubt(Path.Combine(s_base, root), isNamed);

        if (doubt is null)
            Assert.Null(said);
        else
            Assert.Matches($"{doubt}.*-JournalPath.*AC_BULK_HOME", said);
    }
}
