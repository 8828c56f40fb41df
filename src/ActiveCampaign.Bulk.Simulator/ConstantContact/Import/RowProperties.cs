using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Import;

/// <summary>The properties a row may have, and how long their values may be.</summary>
internal static class RowProperties
{
    public const int MaxCustomLength = 255;
    private static readonly string[] s_places = ["", "home_", "work_", "other_"];
    private static readonly Dictionary<string, int> s_lengths = Lengths();

    public static bool IsKnown(string property) =>
        s_lengths.ContainsKey(property) || property.StartsWith(PersonRow.CustomPrefix, StringComparison.Ordinal);

    public static int MaxLength(string property) => s_lengths[property];

    /// <summary>The name under which a contact keeps a property that imports may spell in several ways.</summary>
    public static string Stored(string property) => property switch
    {
        "phone" => "other_phone",
        "home country" => "home_country",
        "street" or "city" or "state" or "zip" or "country" => "home_" + property,
        _ => property,
    };

    private static Dictionary<string, int> Lengths()
    {
        Dictionary<string, int> lengths = new(StringComparer.Ordinal)
        {
            ["email"] = 50,
            ["first_name"] = 50,
            ["last_name"] = 50,
            ["job_title"] = 50,
            ["company_name"] = 50,
            ["birthday_month"] = 2,
            ["birthday_day"] = 2,
            ["anniversary"] = 10,
            ["phone"] = 50,
            ["home_phone"] = 50,
            ["work_phone"] = 50,
            ["mobile_phone"] = 50,
            ["other_phone"] = 50,
            ["home country"] = 50,
            ["sms_number"] = 16,
            ["sms_consent_date"] = 10,
        };
        foreach (string place in s_places)
        {
            lengths[place + "street"] = 255;
            lengths[place + "street2"] = 255;
            foreach (string part in new[] { "city", "state", "zip", "country" })
                lengths[place + part] = 50;
        }

        return lengths;
    }
}
