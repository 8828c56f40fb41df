using System;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Imports;

public sealed class OverlapTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(4, true)]
    [InlineData(60, false)]
    public async Task SameAddress_InTwoImports_OverlapsUntilTheFirstHasEnded(int seconds, bool overlaps)
    {
        using TestSimulator sim = new();
        await sim.ImportAsync(Bodies.Import("""{"email":"ann@example.com"},{"email":"bob@example.com"}"""));
        sim.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await sim.ImportAsync(Bodies.Import("""{"email":" ANN@example.com "},{"email":"cid@example.com"}"""));

        Assert.Equal(overlaps ? ["ANN@example.com"] : [], sim.Account.OverlappingAddresses);
    }

    [Fact]
    public async Task SameAddress_TwiceInOneImport_Overlaps()
    {
        using TestSimulator sim = new();
        await sim.ImportAsync(Bodies.Import("""{"email":"ann@example.com"},{"email":"Ann@example.com"}"""));

        Assert.Single(sim.Account.OverlappingAddresses);
    }
}
