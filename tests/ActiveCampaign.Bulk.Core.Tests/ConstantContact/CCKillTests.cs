using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Simulator;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.ConstantContact;

/// <summary>
/// A process that imports into Constant Contact is killed at a point that the seed says, and somebody goes on: nothing is
/// lost, and nothing is sent twice. Kill-Import.ps1 runs more cases than fit here.
/// </summary>
public sealed class CCKillTests
{
    private const int Cases = 3;
    private const string CasesVariable = "AC_BULK_KILL_CASES";

    public static TheoryData<int> Seeds { get; } =
        [.. Enumerable.Range(1, int.TryParse(Environment.GetEnvironmentVariable(CasesVariable), NumberStyles.None, CultureInfo.InvariantCulture, out int cases) ? cases : Cases)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Killed_GoesOn_NothingLostAndNothingTwice(int seed)
    {
        using CCKillCase files = new();
        await files.KillImportAsync(KillPoint.InFewLooks(seed));

        await files.ResumeAsync();

        files.AssertNothingLost();
    }

    [Fact]
    public async Task Killed_BetweenTheNewTokenAndItsStoring_SpendsNoTokenTwice_AndSaysHowToGoOn()
    {
        using CCKillCase files = new();
        await files.KillImportAsync(new KillPoint(KillMoment.TokenTaken, 1));

        Assert.Equal("ConsentNeeded", await files.ImportAsync());
        Assert.Equal(1, files.Server.RequestCount(RouteKind.CCToken));
    }
}
