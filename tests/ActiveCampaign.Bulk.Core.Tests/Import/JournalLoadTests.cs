using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

public sealed class JournalLoadTests
{
    [Fact]
    public async Task SentAsync_ManyAtOnceAcrossSegments_EveryOneEnds()
    {
        using TempFolder folder = new();
        JournalStore store = new(folder.Path);
        using JournalWriter writer = store.Create(new ActivityHeader { Id = "a", Host = "h", Name = "n" });
        ImportEnvelope envelope = ImportEnvelopes.Create(false, null);
        string filler = new('x', 200_000);

        Task[] sent = Enumerable.Range(1, 120).Select(number => Task.Run(async () =>
        {
            using Batch batch = BatchOf(number, filler, envelope);
            await writer.SentAsync(batch, "bulk", batch.Contact(0), DateTimeOffset.UnixEpoch);
        })).ToArray();

        await Task.WhenAll(sent);
        Assert.All(Enumerable.Range(1, 120), number => Assert.Equal(number, writer.ReadBatch(number)!.RowNumbers.Single()));
    }

    private static Batch BatchOf(int number, string filler, ImportEnvelope envelope)
    {
        using RowDigester digester = new(new byte[32]);
        using BatchBuilder builder = new(new BatchLimits(250, ServiceLimits.MaxBytes, 0), envelope, digester);
        RowShape shape = new(["email", "Notes"]);
        ContactRow contact = new() { Email = $"p{number}@example.org", FirstName = filler, Fields = [], Tags = [], Subscribe = [], Unsubscribe = [] };
        builder.TryAdd(new SourceRow(number, 0, shape, [contact.Email, filler]), contact);
        Batch batch = builder.Complete().Single();
        batch.Number = number;
        return batch;
    }
}
