using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Rows;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Batching;

/// <summary>Batches of a service that counts something else than the bytes of their JSON.</summary>
public sealed class WeighedRowTests
{
    private static readonly ImportEnvelope s_envelope = new(Encoding.UTF8.GetBytes("["), Encoding.UTF8.GetBytes("]"));

    [Theory]
    [InlineData(100, "1-9,10")]
    [InlineData(99, "1-8,9-10")]
    [InlineData(20, "1,2,3,4,5,6,7,8,9,10")]
    public void Batches_AreFull_ByTheWeightOfTheirRowsAndTheirFrame(int most, string batches)
    {
        using RowDigester digester = new(new byte[32]);
        using BatchBuilder builder = new(new BatchLimits(100, most, 0) { AvoidsLone = false }, s_envelope, digester);
        RowShape shape = new(["email"]);
        List<Batch> full = [];
        for (int i = 1; i <= 10; i++)
        {
            Assert.True(builder.TryAdd(new SourceRow(i, 0, shape, ["a"]), new Weighed { Email = $"p{i}@example.org" }));
            if (builder.TakeReady() is Batch ready)
                full.Add(ready);
        }

        full.AddRange(builder.Complete());

        Assert.Equal(batches, string.Join(",", full.Select(batch => RowRanges.Format(batch.Rows.Select(row => row.Number)))).Replace(",,", ","));
        full.ForEach(batch => batch.Dispose());
    }

    [Fact]
    public void Row_HeavierThanABatch_IsNotTaken()
    {
        using RowDigester digester = new(new byte[32]);
        using BatchBuilder builder = new(new BatchLimits(100, 19, 0) { AvoidsLone = false }, s_envelope, digester);
        Assert.False(builder.TryAdd(new SourceRow(1, 0, new RowShape(["email"]), ["a"]), new Weighed { Email = "a@example.org" }));
    }

    private sealed class Weighed : OutgoingRow
    {
        public override int? Weight => 10;

        public override int FrameWeight => 10;

        public override void Write(Utf8JsonWriter writer) => writer.WriteStringValue(Email);
    }
}
