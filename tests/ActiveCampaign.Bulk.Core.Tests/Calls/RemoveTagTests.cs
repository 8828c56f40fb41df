using System;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Calls;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Calls;

[Collection(VirtualTimeCollection.Name)]
public sealed class RemoveTagTests
{
    private static readonly CallSettings s_settings = new() { Kind = CallKind.RemoveTag, Tags = ["VIP", "press"] };

    [Theory]
    [InlineData(true, 404)]
    [InlineData(false, 403)]
    public async Task RemoveTag_TakesTheTagsOffWhoHasThem(bool sideLoading, int missingStatus)
    {
        using CallRig rig = Tagged(options => (options.SideLoading, options.MissingTagLinkStatus) = (sideLoading, missingStatus));
        rig.Server.Faults.Add(RouteKind.ContactTagRemove, FaultTrigger.Every(7), new CloseAfterEffectFault());

        CallLog log = await rig.RunAsync([.. CallRig.Ids(150), new ContactReference(151, 999, null)], s_settings);

        Assert.Null(log.Failure);
        Assert.Equal([CallState.Done, CallState.Done, CallState.AlreadyGone], log.States.Take(3));
        Assert.Equal((100, 50, CallState.NotFound), (log.States.Count(state => state == CallState.Done), log.States.Count(state => state == CallState.AlreadyGone), log.States.Last()));
        Assert.All(rig.Account.Contacts, contact => Assert.DoesNotContain(contact.Tags, tag => tag is "vip" or "press"));
        Assert.All(rig.Account.Contacts, contact => Assert.Contains("keep", contact.Tags));
        Assert.Equal((150, 1, ActivityState.Completed), (log.Snapshot!.Imported, log.Snapshot.Refused, log.Snapshot.State));
        Assert.Equal((ActivityKinds.Tag, "removetag"), (log.Snapshot.Header.Kind, log.Snapshot.Header.Settings["action"]));
        Assert.Equal(0, rig.Server.Offences.Total);
        Assert.Equal(sideLoading ? 0 : 150, rig.Server.RequestCount(RouteKind.TagsOfContact));

        // Two calls to find the contacts, two to find the links of a hundred each, where the service tells them so.
        Assert.Equal(4, rig.Server.RequestCount(RouteKind.ContactList));
    }

    [Fact]
    public async Task RemoveTag_StoppedAndResumed_TakesEachOffOnce()
    {
        using CallRig rig = Tagged(_ => { });
        CallLog log = await rig.RunAsync(CallRig.Ids(150), s_settings, log => log.Results.Count >= 40);
        Assert.True(log.Snapshot!.NotSent > 0);

        CallLog resumed = await rig.ResumeAsync(log.Folder!);

        Assert.Equal(150, resumed.Snapshot!.Imported);
        Assert.All(rig.Account.Contacts, contact => Assert.Equal(["keep"], contact.Tags));
        Assert.Equal(150, rig.Server.RequestCount(RouteKind.ContactTagRemove));
    }

    [Fact]
    public async Task RemoveTag_Unknown_IsAnErrorWithTheNearest()
    {
        using CallRig rig = Tagged(_ => { });
        BulkException refused = await Assert.ThrowsAsync<BulkException>(() => rig.RunAsync(CallRig.Ids(1), s_settings with { Tags = ["vpi"] }));
        Assert.Equal(BulkError.UnknownTag, refused.Error);
        Assert.Contains("'vip'", refused.Message, StringComparison.Ordinal);
    }

    // One of three has both tags, one has one, one has none.
    private static CallRig Tagged(Action<SimulatorOptions> configure)
    {
        CallRig rig = new(150, configure);
        for (int i = 1; i <= 150; i++)
            rig.Account.AddContact($"p{i}@example.org", tags: (i % 3) switch { 1 => ["keep", "vip", "press"], 2 => ["vip", "keep"], _ => ["keep"] });
        return rig;
    }
}
