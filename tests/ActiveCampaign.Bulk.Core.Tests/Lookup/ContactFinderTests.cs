using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Lookup;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Simulator.Server;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Lookup;

/// <summary>How many calls it takes to find contacts, and that each is found.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class ContactFinderTests
{
    private const int People = 1_000;

    [Fact]
    public async Task Find_FewAddresses_TakesACallForEach()
    {
        (IReadOnlyList<ContactMatch> matches, int calls) = await FindAsync(
            Emails(" P500@Example.org ", "p700@example.org", "nobody@example.org", "p700@EXAMPLE.org"), chunk: 4);
        Assert.Equal(1 + 3, calls);
        Assert.Equal([500, 700, null, 700], matches.Select(match => match.Id));
        Assert.Equal([1L, 2L, 3L, 4L], matches.Select(match => match.Asked.Row));
        Assert.Equal("P500@Example.org", matches[0].Email);
    }

    [Fact]
    public async Task Find_ManyAddresses_PagesTheAccountOnce()
    {
        string[] emails = [.. Enumerable.Range(1, 950).Select(i => $"p{i}@example.org"), "nobody@example.org"];
        (IReadOnlyList<ContactMatch> matches, int calls) = await FindAsync(Emails(emails), chunk: 7);
        Assert.Equal(People / 100, calls);
        Assert.Equal(Enumerable.Range(1, 950).Select(i => (int?)i).Append(null), matches.Select(match => match.Id));
    }

    [Fact]
    public async Task Find_Ids_TakesACallForAHundred()
    {
        ContactReference[] asked = [.. Enumerable.Range(901, 250).Select((id, i) => new ContactReference(i + 1, id, null))];
        (IReadOnlyList<ContactMatch> matches, int calls) = await FindAsync(asked, chunk: 30);
        Assert.Equal(3, calls);
        Assert.Equal(Enumerable.Range(901, 250).Select(id => id <= People), matches.Select(match => match.IsFound));
        Assert.Equal("p901@example.org", matches[0].Email);
    }

    [Fact]
    public async Task Find_IdsAndAddresses_KeepTheirOrder()
    {
        ContactReference[] asked = [new(1, null, "p999@example.org"), new(2, 7, "other@example.org"), new(3, null, " "), new(4, 9_999, null), new(5, null, "p1@example.org")];
        (IReadOnlyList<ContactMatch> matches, int calls) = await FindAsync(asked, chunk: 2);
        Assert.Equal([999, 7, null, null, 1], matches.Select(match => match.Id));
        Assert.Equal("p7@example.org", matches[1].Email);
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task Find_AddressesSpelledInAnotherWay_AreFoundAndNobodyElses()
    {
        ContactReference[] asked =
        [
            new(1, null, "jose\u0301@one.example"), new(2, 1, "jose\u0301@one.example"), new(3, null, "ann@b\u00FCcher.example"), new(4, 2, "ann@b\u00FCcher.example"), new(5, 1, "jose@one.example"),
        ];
        (IReadOnlyList<ContactMatch> matches, _) = await FindAsync(asked, chunk: 5, account =>
        {
            account.AddContact("jos\u00E9@one.example");
            account.AddContact("ann@xn--bcher-kva.example");
        });
        Assert.Equal([1, 1, 2, 2, 1], matches.Select(match => match.Id));
        Assert.Equal([false, false, false, false, true], matches.Select(match => match.IsOther));
    }

    private static ContactReference[] Emails(params string[] emails) => [.. emails.Select((email, i) => new ContactReference(i + 1, null, email))];

    private static async Task<(IReadOnlyList<ContactMatch> Matches, int Calls)> FindAsync(ContactReference[] asked, int chunk, Action<SimulatedAccount>? fill = null)
    {
        using ImportRig rig = new(options => options.SampleData = false);
        for (int i = 1; i <= People && fill is null; i++)
            rig.Server.Account.AddContact($"p{i}@example.org");
        fill?.Invoke(rig.Server.Account);
        List<ContactMatch> matches = [];
        await rig.RunAsync(() => FindAsync(new ContactFinder(rig.Connection), asked, chunk, matches).GetAwaiter().GetResult());
        Assert.Equal(0, rig.Server.Offences.Total);
        return (matches, rig.Server.Requests.Count);
    }

    private static async Task FindAsync(ContactFinder finder, ContactReference[] asked, int chunk, List<ContactMatch> into)
    {
        foreach (ContactReference[] part in asked.Chunk(chunk))
            into.AddRange(await finder.AddAsync(part, CancellationToken.None));
        into.AddRange(await finder.CompleteAsync(CancellationToken.None));
    }
}
