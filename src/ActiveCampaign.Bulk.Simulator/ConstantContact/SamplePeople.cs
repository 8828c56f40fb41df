using System.Collections.Generic;
using System.Globalization;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact;

/// <summary>Fills a new account with something to look at.</summary>
internal static class SamplePeople
{
    private const int Contacts = 50;

    private static readonly string[] s_firstNames = ["Anna", "Ben", "Carla", "David", "Elena", "Farid", "Grace"];
    private static readonly string[] s_lastNames = ["Adler", "Brown", "Costa", "Dahl", "Evans"];
    private static readonly string[] s_levels = ["Bronze", "Silver", "Gold"];
    private static readonly string[] s_tags = ["vip", "newsletter", "customer", "prospect", "partner", "press"];

    public static void Fill(ConstantContactAccount account)
    {
        string[] lists = [account.AddList("Newsletter"), account.AddList("Customers"), account.AddList("Events")];
        foreach (string tag in s_tags)
            account.AddTag(tag);
        account.AddCustomField("Membership Level", "single_select", s_levels);
        account.AddCustomField("Interests", "multi_select", ["Sports", "Music", "Travel", "Food"]);
        account.AddCustomField("Last Visit", "date");
        account.AddCustomField("Points", "number");
        account.AddCustomField("Notes", "text_area");
        account.AddCustomField("Source Id");
        for (int i = 0; i < Contacts; i++)
            AddContact(account, i, lists);
        account.Unsubscribe(Address(0));
    }

    private static void AddContact(ConstantContactAccount account, int i, string[] lists) => account.AddContact(
        Address(i),
        new Dictionary<string, string>
        {
            ["first_name"] = s_firstNames[i % s_firstNames.Length],
            ["last_name"] = s_lastNames[i % s_lastNames.Length],
        },
        new Dictionary<string, string> { ["Membership_Level"] = s_levels[i % s_levels.Length] },
        [lists[i % lists.Length]],
        [s_tags[i % s_tags.Length]]);

    private static string Address(int i) => "sample" + i.ToString("000", CultureInfo.InvariantCulture) + "@simulator.example";
}
