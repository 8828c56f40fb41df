using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>
/// An importing process is killed at a point that the seed says, somebody goes on, and in every third case is killed
/// too: nothing is lost, and nothing is sent twice but what was unknown. Kill-Import.ps1 runs more cases than fit here.
/// </summary>
public sealed class KillTests
{
    private const int Cases = 8;
    private const string CasesVariable = "AC_BULK_KILL_CASES";

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, Asked())];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Killed_GoesOn_NothingLostAndNothingTwiceButTheUnknown(int seed)
    {
        using KillCase files = new(skipAutomation: seed % 4 < 2);
        KillPoint point = KillPoint.InImport(seed);
        await files.KillImportAsync(point);
        if (seed % 3 == 0)
            await files.KillResumeAsync(KillPoint.InResume(seed, point));

        await files.ResumeAsync();

        files.AssertNothingLost();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Killed_GoesOn_Repaired_ResultFileHasEveryRowOnce(int seed)
    {
        using KillCase files = new(skipAutomation: seed % 2 == 0);
        files.Poison(1000);
        await files.KillImportAsync(KillPoint.InImport(seed));
        files.Poison(1000);
        await files.ResumeAsync();

        await files.RepairAsync();

        files.AssertNothingLost();
    }

    private static int Asked() =>
        int.TryParse(Environment.GetEnvironmentVariable(CasesVariable), NumberStyles.None, CultureInfo.InvariantCulture, out int cases) ? cases : Cases;
}
