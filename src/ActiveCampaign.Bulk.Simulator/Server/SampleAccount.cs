using System.Collections.Generic;
using System.Globalization;

namespace ActiveCampaign.Bulk.Simulator.Server;

/// <summary>Fills a new account with something to look at, more of each kind than one default page shows where that is usual.</summary>
internal static class SampleAccount
{
    private const int Contacts = 50;

    private static readonly string[] s_firstNames = ["Anna", "Ben", "Carla", "David", "Elena", "Farid", "Grace"];
    private static readonly string[] s_lastNames = ["Adler", "Brown", "Costa", "Dahl", "Evans"];
    private static readonly string[] s_levels = ["Bronze", "Silver", "Gold"];
    private static readonly string[] s_colours = ["Red", "Green", "Blue"];

    private static readonly string[] s_tags =
    [
        "vip", "newsletter", "customer", "prospect", "partner", "press", "trial", "churned", "event-2025", "event-2026",
        "webinar", "ebook", "referral", "wholesale", "retail", "north", "south", "east", "west", "priority", "survey",
        "beta", "alumni", "sponsor",
    ];

    public static void Fill(SimulatedAccount account)
    {
        int[] lists = [account.AddList("Newsletter"), account.AddList("Customers"), account.AddList("Events")];
        foreach (string tag in s_tags)
            account.AddTag(tag);
        int level = AddFields(account);
        for (int i = 0; i < Contacts; i++)
            AddContact(account, i, lists, level);
        account.Unsubscribe(Address(0), lists[0]);
        account.SetBounced("bounced@simulator.example");
        account.AddExclusion("blocked@simulator.example");
        account.AddExclusion("@blocked.example", ExclusionMatch.End);
    }

    private static int AddFields(SimulatedAccount account)
    {
        account.AddField("City", FieldType.Text);
        account.AddField("Notes", FieldType.TextArea);
        account.AddField("Birthday", FieldType.Date);
        account.AddField("Last Visit", FieldType.DateTime);
        int level = account.AddField("Membership Level", FieldType.Dropdown, s_levels);
        account.AddField("Interests", FieldType.ListBox, ["Sports", "Music", "Travel", "Food"]);
        account.AddField("Contact By", FieldType.Radio, ["Email", "Phone"]);
        account.AddField("Colours", FieldType.Checkbox, s_colours);
        account.AddField("Source Id", FieldType.Hidden);
        account.AddField("Legacy", FieldType.Null);
        return level;
    }

    private static void AddContact(SimulatedAccount account, int i, int[] lists, int level) => account.AddContact(
        Address(i),
        s_firstNames[i % s_firstNames.Length],
        s_lastNames[i % s_lastNames.Length],
        tags: [s_tags[i % s_tags.Length]],
        fieldValues: new Dictionary<int, string> { [level] = s_levels[i % s_levels.Length] },
        listIds: [lists[i % lists.Length]]);

    private static string Address(int i) => "sample" + i.ToString("000", CultureInfo.InvariantCulture) + "@simulator.example";
}
