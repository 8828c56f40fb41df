using System.Collections.Generic;
using System.Text.Json;
using ActiveCampaign.Bulk.Service.Wire;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Service;

public sealed class DailySumsTests
{
    [Fact]
    public void Read_Overview_TakesNumbersInAnyForm()
    {
        const string Body = """
            {"outstanding":[{"forDate":"2026-06-01","batches":"3","contacts":"700"}],
             "recentlyCompleted":[{"forDate":"2026-05-31","batches":1,"contacts":250,"extra":true},{"batches":"many"}]}
            """;
        Assert.Equal(
            [new DailySums("2026-06-01", 3, 700, true), new DailySums("2026-05-31", 1, 250, false), new DailySums("", 0, 0, false)],
            Read(Body));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"outstanding":[],"recentlyCompleted":[]}""")]
    [InlineData("""{"outstanding":{},"recentlyCompleted":null}""")]
    public void Read_Nothing_IsEmpty(string body) => Assert.Empty(Read(body));

    private static IReadOnlyList<DailySums> Read(string body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        return DailySums.Read(document.RootElement);
    }
}
