using System;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Service.Single;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Simulator;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>Nobody who left is put back, and no automation fires that was switched off, by any route.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class ConsentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(251)]
    public async Task SkipAutomation_AnyNumberOfRows_FiresNone(int rows)
    {
        using ImportRig rig = new();
        rig.Server.Account.AutomationsForbidden = true;

        ImportLog log = await rig.ImportAsync(ImportRig.People(rows), new ImportSettings { SkipAutomation = true, Lists = ["Newsletter"], Tags = ["vip"] });

        Assert.Equal(rows, log.Snapshot!.Imported);
        Assert.Equal(0, rig.Server.Account.AutomationRuns);
        Assert.Equal(0, rig.Server.Offences.Total);
        Assert.Equal(0, rig.Server.RequestCount(RouteKind.ContactSync));
    }

    // 200 is an update whatever its dates say; under a 201 nothing but the dates can tell.
    [Theory]
    [InlineData(false, 0, 0)]
    [InlineData(false, 60, 0)]
    [InlineData(false, null, 1)]
    [InlineData(true, 0, 1)]
    [InlineData(true, 60, 0)]
    [InlineData(true, null, 1)]
    public async Task SingleRoute_CountsAsCreated_WhatTheAnswerSaysIsNew(bool alwaysAnswers201, int? secondsSinceCreation, int created)
    {
        using ImportRig rig = new(options => options.SyncAlwaysAnswers201 = alwaysAnswers201);
        if (secondsSinceCreation is int seconds)
        {
            rig.Server.Account.AddContact("p1@example.org");
            rig.Clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        ImportLog log = await rig.ImportAsync(ImportRig.People(1), new ImportSettings { Method = ImportMethod.Single });

        Assert.Equal((1, created), (log.Snapshot!.Imported, log.Snapshot.Created));
    }

    [Theory]
    [InlineData(1, RouteKind.ContactSync)]
    [InlineData(10, RouteKind.ContactSync)]
    [InlineData(11, RouteKind.BulkImport)]
    public async Task Auto_TakesTheRouteTheServiceAsksFor(int rows, RouteKind route)
    {
        using ImportRig rig = new();

        ImportLog log = await rig.ImportAsync(ImportRig.People(rows));

        Assert.Equal(rows, log.Snapshot!.Imported);
        Assert.Equal(route == RouteKind.ContactSync ? rows : 1, rig.Server.RequestCount(route));
        Assert.Equal(0, rig.Server.RequestCount(route == RouteKind.ContactSync ? RouteKind.BulkImport : RouteKind.ContactSync));
    }

    [Fact]
    public async Task SomebodyOnManyLists_StaysOffTheLastOfThem()
    {
        using Wire wire = new();
        using AccountConnection connection = wire.Connect();
        string active = string.Join(",", Enumerable.Range(1, 100).Select(i => $$"""{"id":"{{i}}","list":"{{i}}","status":"1"}"""));
        wire.On("contacts", Wire.Answer(200, """{"contacts":[{"id":"7","email":"gone@example.org"}]}"""))
            .On("contacts/7/contactLists", Wire.Answer(200, $$"""{"contactLists":[{{active}}]}"""))
            .On("contacts/7/contactLists?limit=100&offset=100", Wire.Answer(200, """{"contactLists":[{"id":"101","list":"101","status":"2"}]}"""));
        SingleContactSender sender = new(connection, new AccountCatalog([], [], []), default, default);

        SingleOutcome outcome = await sender.SendAsync("""{"email":"gone@example.org","subscribe":[{"listid":101}]}"""u8.ToArray(), id: null);

        Assert.Equal(RowReason.ConsentWithdrawn, outcome.Problem!.Reason);
        Assert.DoesNotContain(wire.Requests, sent => sent.Method == "POST");
    }

    [Theory]
    [InlineData(ImportMethod.Single)]
    [InlineData(ImportMethod.Auto)]
    [InlineData(ImportMethod.Bulk)]
    public async Task SomebodyWhoLeft_StaysOffTheListByAnyRoute(ImportMethod method)
    {
        using ImportRig rig = new();
        int list = rig.Server.Account.Lists.Single(entry => entry.Value == "Newsletter").Key;
        rig.Server.Account.AddContact("gone@example.org");
        rig.Server.Account.Unsubscribe("gone@example.org", list);

        ImportLog log = await rig.ImportAsync(
            ImportRig.Rows(["email"], [["GONE@example.org"], ["new@example.org"]]), new ImportSettings { Method = method, Lists = ["Newsletter"] });

        Assert.Equal(ContactListStatus.Unsubscribed, rig.Server.Account.FindContact("gone@example.org")!.Lists[list]);
        Assert.Equal(ContactListStatus.Active, rig.Server.Account.FindContact("new@example.org")!.Lists[list]);
        Assert.Equal(0, rig.Server.Offences.Total);
        Assert.Equal((1L, 1L), (log.Snapshot!.Imported, log.Snapshot.Refused));
        if (method != ImportMethod.Bulk)
            Assert.Equal(RowReason.ConsentWithdrawn, Assert.Single(log.Refused).Problem.Reason);
    }

    [Fact]
    public async Task Single_DoesWhatSyncCannot_ListsTagsAndFields()
    {
        using ImportRig rig = new();
        int newsletter = rig.Server.Account.Lists.Single(entry => entry.Value == "Newsletter").Key;
        int events = rig.Server.Account.Lists.Single(entry => entry.Value == "Events").Key;
        rig.Server.Account.AddContact("member@example.org", listIds: [events]);
        ImportSettings settings = new()
        {
            Method = ImportMethod.Single, Lists = ["Newsletter"], UnsubscribeLists = ["Events"], Tags = ["vip"],
            Mapping = new MappingSettings { AllowNewTag = true },
        };

        ImportLog log = await rig.ImportAsync(
            ImportRig.Rows(["email", "first name", "City", "Interests", "tags"], [["member@example.org", "Ann", "Oslo", "Sports|Music", "brand new"]]), settings);

        ContactSnapshot contact = rig.Server.Account.FindContact("member@example.org")!;
        Assert.Equal(1, log.Snapshot!.Imported);
        Assert.Equal("Ann", contact.FirstName);
        Assert.Equal(ContactListStatus.Active, contact.Lists[newsletter]);
        Assert.Equal(ContactListStatus.Unsubscribed, contact.Lists[events]);
        Assert.Contains("vip", contact.Tags);
        Assert.Contains("brand new", contact.Tags);
        Assert.Contains("||Sports||Music||", contact.FieldValues.Values);
        Assert.Equal(0, rig.Server.Offences.Total);
    }

    [Theory]
    [InlineData("account")]
    [InlineData("company")]
    public async Task Auto_WithAnAccountColumn_TakesTheImporter(string column)
    {
        using ImportRig rig = new();

        ImportLog log = await rig.ImportAsync(ImportRig.Rows(["email", column], [["a@example.org", "Acme"]]));

        Assert.Equal(1, log.Snapshot!.Imported);
        Assert.Equal(0, rig.Server.RequestCount(RouteKind.ContactSync));
        Assert.Equal("Acme", rig.Server.Account.FindContact("a@example.org")!.AccountName);
    }
}
