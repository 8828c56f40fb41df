using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ActiveCampaign.Bulk.ConstantContact.Mapping;

/// <summary>The columns of an import, and the headings that lead to them. A contact's export is read back by its own headings.</summary>
internal static class Headings
{
    /// <summary>The longest address that an import takes.</summary>
    public const int MaxEmail = 50;

    /// <summary>Telephone numbers of a contact.</summary>
    public const int MaxPhones = 3;

    /// <summary>Custom fields of a contact.</summary>
    public const int MaxCustom = 25;

    /// <summary>Tags of a contact.</summary>
    public const int MaxTags = 50;

    /// <summary>Characters of a custom field's value.</summary>
    public const int MaxValue = 255;

    private const int ShortText = 50;

    // What a heading is called whose address is of a kind; the first is the one that stands before a key. Addresses of the
    // kind home go without it, since that is the same and files know no other.
    private static readonly (string Key, string[] Names)[] s_kinds = [("", [""]), ("", ["home"]), ("work_", ["work", "business"]), ("other_", ["other"])];

    private static readonly (string Key, int MaxLength, string[] Names)[] s_address =
    [
        ("street", MaxValue, ["street", "streetaddress", "address", "addressline1", "streetaddressline1", "address1"]),
        ("street2", MaxValue, ["street2", "addressline2", "streetaddressline2", "address2"]),
        ("city", ShortText, ["city", "town"]),
        ("state", ShortText, ["state", "province", "stateprovince"]),
        ("zip", ShortText, ["zip", "zipcode", "postalcode", "postcode", "zippostalcode"]),
        ("country", ShortText, ["country"]),
    ];

    private static readonly (string Key, PlaceKind Kind, string[] Names)[] s_table =
    [
        ("email", PlaceKind.Email, ["email", "emailaddress", "mail"]),
        ("first_name", PlaceKind.Text, ["firstname", "givenname"]),
        ("last_name", PlaceKind.Text, ["lastname", "surname", "familyname"]),
        ("job_title", PlaceKind.Text, ["jobtitle", "position"]),
        ("company_name", PlaceKind.Text, ["companyname", "company", "organization", "organisation"]),
        ("phone", PlaceKind.Phone, ["phone", "phonenumber", "telephone", "telephonenumber", "tel"]),
        ("home_phone", PlaceKind.Phone, ["homephone", "phonehome"]),
        ("work_phone", PlaceKind.Phone, ["workphone", "phonework", "businessphone", "phonebusiness", "officephone"]),
        ("mobile_phone", PlaceKind.Phone, ["mobilephone", "phonemobile", "mobile", "mobilenumber", "cell", "cellphone"]),
        ("other_phone", PlaceKind.Phone, ["otherphone", "phoneother"]),
        (Birthday, PlaceKind.Birthday, ["birthday", "birthdate", "dateofbirth", "dob"]),
        (BirthdayMonth, PlaceKind.Month, ["birthdaymonth", "birthmonth"]),
        (BirthdayDay, PlaceKind.Day, ["birthdayday"]),
        ("anniversary", PlaceKind.Date, ["anniversary"]),
        (SmsNumber, PlaceKind.Sms, ["smsnumber", "smsphone"]),
        (SmsConsent, PlaceKind.Date, ["smsconsentdate"]),
        (Permission, PlaceKind.Permission, ["emailpermissionstatus"]),
    ];

    // What an export has beside them.
    private static readonly HashSet<string> s_passedOver = new(StringComparer.Ordinal)
    {
        "emailupdatesource", "confirmedoptoutdate", "confirmedoptoutsource", "confirmedoptoutreason", "sourcename", "createdat", "updatedat", "contactid",
        "contactlists", "contacttags", "optinsource", "optindate", "optoutdate",
    };

    private static readonly HashSet<string> s_filed = new(StringComparer.Ordinal)
    {
        "email", "first_name", "last_name", "phone", "job_title", "company_name", "anniversary", BirthdayMonth, BirthdayDay, SmsNumber, SmsConsent, "street", "street2", "city", "state", "zip", "country",
    };

    private static readonly Dictionary<string, ColumnPlace> s_places = Build();

    /// <summary>A birthday as one date, which becomes the two below.</summary>
    public const string Birthday = "birthday";

    /// <summary>Its month.</summary>
    public const string BirthdayMonth = "birthday_month";

    /// <summary>Its day.</summary>
    public const string BirthdayDay = "birthday_day";

    /// <summary>A number for text messages.</summary>
    public const string SmsNumber = "sms_number";

    /// <summary>When the contact consented to text messages.</summary>
    public const string SmsConsent = "sms_consent_date";

    /// <summary>Whether the contact may be written to, as an export says it; it goes nowhere itself.</summary>
    public const string Permission = "email_permission_status";

    /// <summary>Readable spellings, for hints.</summary>
    public static IReadOnlyList<string> Readable { get; } =
    [
        "email", "email address", "first name", "last name", "job title", "company name", "phone", "home phone", "work phone", "mobile phone", "other phone", "birthday", "birthday month", "birthday day", "anniversary",
        "street", "street2", "city", "state", "zip", "country", "work street", "work city", "work state", "work zip", "work country", "sms number", "sms consent date",
    ];

    /// <summary>Where a heading leads, whatever its case, blanks and signs; null when nowhere.</summary>
    public static ColumnPlace? Find(string name) => s_places.TryGetValue(Plain(name), out ColumnPlace? place) ? place : null;

    /// <summary>Whether a heading is the very name of a column of an import.</summary>
    public static bool IsKey(string name) => Find(name) is ColumnPlace place && Plain(place.Key) == Plain(name);

    /// <summary>Whether a heading is one of an export that no import takes.</summary>
    public static bool IsPassedOver(string name) => s_passedOver.Contains(Plain(name));

    /// <summary>Whether a file may have a column of that key; the others are known to JSON alone.</summary>
    public static bool IsOfFiles(string key) => s_filed.Contains(key) || key.StartsWith(Catalog.CustomField.Prefix, StringComparison.Ordinal);

    private static Dictionary<string, ColumnPlace> Build()
    {
        Dictionary<string, ColumnPlace> places = new(StringComparer.Ordinal);
        foreach ((string key, PlaceKind kind, string[] names) in s_table)
        {
            foreach (string name in names)
                places[name] = new ColumnPlace(string.Empty, kind, key, kind == PlaceKind.Email ? MaxEmail : ShortText);
        }

        foreach ((string prefix, string[] kinds) in s_kinds)
        {
            foreach ((string key, int length, string[] names) in s_address)
            {
                foreach (string name in kinds.SelectMany(kind => names.SelectMany(name => new[] { kind + name, name + kind })))
                    places[name] = new ColumnPlace(string.Empty, PlaceKind.Text, prefix + key, length);
            }
        }

        return places;
    }

    private static string Plain(string name)
    {
        StringBuilder plain = new(name.Length);
        foreach (char c in name)
        {
            if (char.IsLetterOrDigit(c))
                plain.Append(char.ToLowerInvariant(c));
        }

        return plain.ToString();
    }
}
