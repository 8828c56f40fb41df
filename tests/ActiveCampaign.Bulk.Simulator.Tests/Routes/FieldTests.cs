using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Routes;

public sealed class FieldTests
{
    [Theory]
    [InlineData(20, "", 20)]
    [InlineData(100, "", 30)]
    [InlineData(20, "?limit=100", 30)]
    [InlineData(100, "?limit=10&offset=25", 5)]
    public async Task Fields_DefaultPage_IsASwitch(int defaultPage, string query, int count)
    {
        using TestSimulator sim = new(options => options.FieldsDefaultPage = defaultPage);
        for (int i = 0; i < 30; i++)
            sim.Account.AddField("Field " + i, FieldType.Text);
        JsonElement json = (await sim.GetAsync("fields" + query)).Json;
        Assert.Equal(count, json.GetProperty("fields").GetArrayLength());
        Assert.Equal(count, json.GetProperty("fieldRels").GetArrayLength());
        Assert.Equal("30", json.GetProperty("meta").GetProperty("total").GetString());
    }

    [Fact]
    public async Task Fields_EveryType_HasItsName()
    {
        using TestSimulator sim = new();
        FieldType[] types =
        [
            FieldType.Text, FieldType.TextArea, FieldType.Date, FieldType.DateTime, FieldType.Dropdown, FieldType.ListBox,
            FieldType.Radio, FieldType.Checkbox, FieldType.Hidden, FieldType.Null,
        ];
        foreach (FieldType type in types)
            sim.Account.AddField("A " + type, type, ["x"]);
        JsonElement json = (await sim.GetAsync("fields?limit=100")).Json;
        Assert.Equal(
            ["text", "textarea", "date", "datetime", "dropdown", "listbox", "radio", "checkbox", "hidden", "NULL"],
            json.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("type").GetString()!));
        Assert.Equal("A_TEXT", json.GetProperty("fields")[0].GetProperty("perstag").GetString());
    }

    [Fact]
    public async Task Fields_Options_HangTogetherByStringIds()
    {
        using TestSimulator sim = new();
        sim.Account.AddField("City", FieldType.Text);
        int id = sim.Account.AddField("Level", FieldType.Dropdown, ["Silver", "Gold"], "LEVEL_X", listId: 3);
        JsonElement json = (await sim.GetAsync("fields")).Json;
        JsonElement field = json.GetProperty("fields")[1];
        Assert.Equal(["1", "2"], field.GetProperty("options").EnumerateArray().Select(item => item.GetString()!));
        Assert.Equal("Gold", json.GetProperty("fieldOptions")[1].GetProperty("value").GetString());
        Assert.Equal("2", json.GetProperty("fieldOptions")[1].GetProperty("field").GetString());
        Assert.Equal("3", json.GetProperty("fieldRels")[1].GetProperty("relid").GetString());
        Assert.Equal(JsonValueKind.Array, json.GetProperty("fields")[0].GetProperty("links").ValueKind);
        Assert.Equal(JsonValueKind.Object, field.GetProperty("links").ValueKind);
        Assert.Equal(2, (await sim.GetAsync("fields/" + id + "/options")).Json.GetProperty("fieldOptions").GetArrayLength());
        Assert.Equal("Level", (await sim.GetAsync("fields/" + id)).Json.GetProperty("field").GetProperty("title").GetString());
        json = (await sim.GetAsync("fields?filters[perstag]=level_x")).Json;
        Assert.Equal("2", Assert.Single(json.GetProperty("fields").EnumerateArray()).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("fields/9")]
    [InlineData("fields/9/options")]
    public async Task Fields_Unknown_Is404(string path)
    {
        using TestSimulator sim = new();
        Reply reply = await sim.GetAsync(path);
        Assert.Equal(404, reply.Status);
        Assert.Equal("No Result found for Field with id 9", reply.Json.GetProperty("message").GetString());
    }
}
