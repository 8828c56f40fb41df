using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Routes;

/// <summary>Lists, tags, fields, their options and relations, and values, changed by the routes that clients call for it.</summary>
public sealed class CatalogueWriteTests
{
    [Theory]
    [InlineData("POST fields", """{"field":{"title":"Shoe size","type":"text"}}""", 201, "fields/3", "field.perstag", "SHOE_SIZE")]
    [InlineData("POST fields", """{"field":{"title":"Shoe size","type":"text","perstag":"My Shoe","ordernum":1}}""", 201, "fields/3", "field.perstag", "MYSHOE")]
    [InlineData("POST fields", """{"field":{"title":"Shoe size","type":"NULL","isrequired":1}}""", 201, "fields/3", "field.isrequired", "1")]
    [InlineData("POST fields", """{"field":{"title":"Shoe size","type":"listbox","visible":0}}""", 201, "fields/3", "field.visible", "0")]
    [InlineData("POST fields", """{"field":{"title":"Shoe size","type":"date","defval":"2026-01-01"}}""", 201, "fields?filters[perstag]=SHOE_SIZE", "fields.0.defval", "2026-01-01")]
    [InlineData("PUT fields/1", """{"field":{"title":"Town"}}""", 200, "fields/1", "field.title", "Town")]
    [InlineData("PUT fields/1", """{"field":{"title":"City","type":"textarea"}}""", 200, "fields/1", "field.type", "textarea")]
    [InlineData("PUT fields/1", """{"field":{"descript":"Where"}}""", 200, "fields/1", "field.udate", "2026-01-05T03:01:00-05:00")]
    [InlineData("POST fieldOption/bulk", """{"fieldOptions":[{"field":"2","value":"Gold","label":"G","orderid":1,"isdefault":true}]}""", 201, "fields/2/options", "fieldOptions.1.label", "G")]
    [InlineData("POST fieldOption/bulk", """{"fieldOptions":[{"field":2,"value":"A","orderid":9},{"field":2,"value":"B","orderid":5}]}""", 201, "fields/2/options", "fieldOptions.1.value", "B")]
    [InlineData("POST fieldRels", """{"fieldRel":{"field":1,"relid":1}}""", 201, "fields/1/relations", "fieldRels.1.relid", "1")]
    [InlineData("POST fieldRels", """{"fieldRel":{"field":"1","relid":"0"}}""", 201, "fieldRels", "meta.total", "2")]
    [InlineData("PUT fieldValues/1", """{"fieldValue":{"contact":1,"field":1,"value":"Ulm"}}""", 200, "fieldValues/1", "fieldValue.value", "Ulm")]
    [InlineData("PUT lists/1", """{"list":{"name":"Weekly","sender_url":"http://one.example"}}""", 200, "lists/1", "list.name", "Weekly")]
    [InlineData("PUT lists/1", """{"list":{"sender_reminder":"You asked."}}""", 200, "lists", "lists.0.sender_reminder", "You asked.")]
    [InlineData("PUT tags/1", """{"tag":{"tag":"gold"}}""", 200, "tags/1", "tag.tag", "gold")]
    [InlineData("PUT tags/1", """{"tag":{"tag":"VIP","tagType":"contact","description":"d"}}""", 200, "tags?search=VIP", "tags.0.description", "d")]
    public async Task Write_IsSeenByTheNextRead(string call, string body, int status, string read, string member, string expected)
    {
        using TestSimulator sim = Account();
        sim.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(status, (await SendAsync(sim, call, body)).Status);

        Assert.Equal(expected, Member((await sim.GetAsync(read)).Json, member));
        Assert.Equal(0, sim.Server.Offences.Total);
    }

    [Theory]
    [InlineData("POST fields", """{"field":{"title":"City","type":"text"}}""", 422, "duplicate")]
    [InlineData("POST fields", """{"field":{"type":"text"}}""", 422, "/title")]
    [InlineData("POST fields", """{"field":{"title":"Shoe size"}}""", 422, "/type")]
    [InlineData("POST fields", """{"field":{"title":"Shoe size","type":"colour"}}""", 422, "/type")]
    [InlineData("POST fields", """{}""", 400, "{}")]
    [InlineData("PUT fields/2", """{"field":{"title":"city"}}""", 422, "duplicate")]
    [InlineData("PUT fields/9", """{"field":{"title":"x"}}""", 404, "Field with id 9")]
    [InlineData("POST fieldOption/bulk", """{"fieldOptions":[{"field":2,"value":"Gold"},{"field":9,"value":"Gold"}]}""", 422, "\"errors\":\"")]
    [InlineData("POST fieldOption/bulk", """{"fieldOptions":[{"field":2}]}""", 422, "\"errors\":\"")]
    [InlineData("POST fieldOption/bulk", """{"fieldOptions":{}}""", 422, "\"errors\":\"")]
    [InlineData("POST fieldOption/bulk", "[]", 400, "{}")]
    [InlineData("POST fieldRels", """{"fieldRel":{"field":9,"relid":0}}""", 404, "Field with id 9")]
    [InlineData("POST fieldRels", """{"fieldRel":{"field":1,"relid":9}}""", 404, "_List with id 9")]
    [InlineData("POST fieldRels", """{"fieldRel":{"field":1}}""", 404, "_List")]
    [InlineData("PUT fieldValues/2", """{"fieldValue":{"contact":1,"field":2,"value":"Lead"}}""", 422, "field_invalid")]
    [InlineData("PUT fieldValues/9", """{"fieldValue":{"value":"x"}}""", 404, "FieldValue with id 9")]
    [InlineData("PUT lists/1", """{"list":{"name":""}}""", 422, "/name")]
    [InlineData("PUT lists/9", """{"list":{"name":"x"}}""", 404, "_List with id 9")]
    [InlineData("PUT tags/1", """{"tag":{"tag":"trial"}}""", 422, "duplicate")]
    [InlineData("PUT tags/1", """{"tag":{"tag":""}}""", 422, "/tag")]
    [InlineData("PUT tags/9", """{"tag":{"tag":"x"}}""", 404, "Tag with id 9")]
    public async Task Write_ThatCannotBe_IsRefusedAndChangesNothing(string call, string body, int status, string text)
    {
        using TestSimulator sim = Account(options => options.SingleCallsRefuseBadValues = true);
        string before = await StateAsync(sim);

        Reply reply = await SendAsync(sim, call, body);

        Assert.Equal(status, reply.Status);
        Assert.Contains(text, reply.Text, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync(sim));
    }

    [Theory]
    [InlineData("tags/1", "{}", "Tag with id 1")]
    [InlineData("fields/1", "{}", "Field with id 1")]
    [InlineData("fieldRels/1", "{}", "FieldRel with id 1")]
    [InlineData("fieldOptions/1", "", "FieldOption with id 1")]
    public async Task Delete_WorksOnce(string path, string body, string missing)
    {
        using TestSimulator sim = Account();

        Reply first = await sim.DeleteAsync(path);
        Reply second = await sim.DeleteAsync(path);

        Assert.Equal((200, body), (first.Status, first.Text));
        Assert.Equal(404, second.Status);
        Assert.Contains(missing, second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Changed_IsAnsweredWithoutABody()
    {
        using TestSimulator sim = Account();
        Assert.Equal("", (await sim.PutAsync("lists/1", """{"list":{"name":"Weekly"}}""")).Text);
    }

    [Fact]
    public async Task Deleted_TagAndField_LeaveTheContacts_AndTheirIdsAreNotUsedAgain()
    {
        using TestSimulator sim = Account();
        await sim.DeleteAsync("tags/1");
        await sim.DeleteAsync("fields/1");

        ContactSnapshot ann = sim.Account.FindContact("ann@one.example")!;
        Assert.Empty(ann.Tags);
        Assert.Equal([2], ann.FieldValues.Keys);
        Assert.Equal(404, (await sim.DeleteAsync("contactTags/1")).Status);
        Assert.Equal(403, (await sim.GetAsync("fieldValues/1")).Status);

        await sim.ImportToEndAsync("""{"contacts":[{"email":"ann@one.example","tags":["vip"]},{"email":"bob@one.example"}]}""");
        Assert.Equal("vip", sim.Account.Tags[3]);
        Assert.Equal(3, sim.Account.AddField("City", FieldType.Text));
        Assert.Equal(["vip"], sim.Account.FindContact("ann@one.example")!.Tags);
    }

    [Theory]
    [InlineData("gold", true, "gold")]
    [InlineData("GOLD", true, "gold")]
    [InlineData("vip", true, "gold", "vip")]
    [InlineData("VIP", false, "gold", "VIP")]
    public async Task RenamedTag_IsFoundByItsNewNameOnly(string imported, bool ignoreCase, params string[] expected)
    {
        using TestSimulator sim = Account(options => options.TagsIgnoreCase = ignoreCase);
        await sim.PutAsync("tags/1", """{"tag":{"tag":"gold"}}""");

        await sim.ImportToEndAsync($$"""{"contacts":[{"email":"ann@one.example","tags":["{{imported}}"]},{"email":"bob@one.example"}]}""");

        Assert.Equal(expected, sim.Account.FindContact("ann@one.example")!.Tags);
    }

    [Fact]
    public async Task NewField_GetsOptionsAndLists_ThenHoldsValues()
    {
        using TestSimulator sim = Account(options => options.SingleCallsRefuseBadValues = true);
        JsonElement field = (await sim.PostAsync("fields", """{"field":{"title":"Colours","type":"checkbox"}}""")).Json.GetProperty("field");
        Assert.Equal((0, 0), (field.GetProperty("options").GetArrayLength(), field.GetProperty("relations").GetArrayLength()));

        await sim.PostAsync("fieldOption/bulk", """{"fieldOptions":[{"field":"3","value":"Red","label":"Red"},{"field":"3","value":"Blue","label":"Blue"}]}""");
        string? relation = Member((await sim.PostAsync("fieldRels", """{"fieldRel":{"field":3,"relid":0}}""")).Json, "fieldRel.id");
        Assert.Equal(relation, Member((await sim.PostAsync("fieldRels", """{"fieldRel":{"field":3,"relid":0}}""")).Json, "fieldRel.id"));
        Reply good = await sim.PostAsync("fieldValues", """{"fieldValue":{"contact":1,"field":3,"value":"||Red||Blue||"}}""");
        Reply bad = await sim.PostAsync("fieldValues", """{"fieldValue":{"contact":1,"field":3,"value":"||Green||"}}""");

        Assert.Equal((201, 422), (good.Status, bad.Status));
        JsonElement shown = (await sim.GetAsync("fields/3")).Json;
        Assert.Equal(["Red", "Blue"], shown.GetProperty("fieldOptions").EnumerateArray().Select(option => option.GetProperty("value").GetString()!));
        Assert.Equal(relation, Member(shown, "field.relations.0"));
        Assert.Equal(0, sim.Server.Offences.Total);
    }

    private static Task<Reply> SendAsync(TestSimulator sim, string call, string body)
    {
        string[] parts = call.Split(' ');
        return parts[0] == "POST" ? sim.PostAsync(parts[1], body) : sim.PutAsync(parts[1], body);
    }

    private static async Task<string> StateAsync(TestSimulator sim)
    {
        string state = "";
        foreach (string path in new[] { "fields", "fieldRels", "fieldValues", "lists", "tags" })
            state += (await sim.GetAsync(path)).Text;
        return state;
    }

    private static string? Member(JsonElement json, string path)
    {
        foreach (string name in path.Split('.'))
            json = int.TryParse(name, out int index) ? json[index] : json.GetProperty(name);
        return json.GetString();
    }

    private static TestSimulator Account(Action<SimulatorOptions>? configure = null)
    {
        TestSimulator sim = new(configure);
        sim.Account.AddList("News");
        sim.Account.AddTag("vip");
        sim.Account.AddTag("trial");
        sim.Account.AddField("City", FieldType.Text);
        sim.Account.AddField("Level", FieldType.Dropdown, ["Silver"]);
        sim.Account.AddContact("ann@one.example", tags: ["vip"], fieldValues: new Dictionary<int, string> { [1] = "Bonn", [2] = "Silver" });
        return sim;
    }
}
