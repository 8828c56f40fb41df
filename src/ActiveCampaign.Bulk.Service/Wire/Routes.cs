using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActiveCampaign.Bulk.Service.Wire;

/// <summary>The routes of the API, relative to <c>/api/3/</c>.</summary>
internal static class Routes
{
    /// <summary>The importer. Any other spelling is 404.</summary>
    public const string BulkImport = "import/bulk_import";

    /// <summary>The cheapest call that shows whether a token is good.</summary>
    public const string Me = "users/me";

    /// <summary>Creates or updates one contact.</summary>
    public const string ContactSync = "contact/sync";

    /// <summary>Joins or leaves a list.</summary>
    public const string ContactLists = "contactLists";

    /// <summary>Gives a tag to a contact.</summary>
    public const string ContactTags = "contactTags";

    /// <summary>Tags.</summary>
    public const string Tags = "tags";

    /// <summary>Lists.</summary>
    public const string Lists = "lists";

    /// <summary>Custom fields.</summary>
    public const string Fields = "fields";

    /// <summary>Contacts.</summary>
    public const string Contacts = "contacts";

    /// <summary>Saved segments.</summary>
    public const string Segments = "segments";

    /// <summary>The phrases that keep addresses out of the account.</summary>
    public const string Exclusions = "lists/exclusions";

    /// <summary>What the account may hold; for administrators only.</summary>
    public const string AccountSettings = "settings/account";

    /// <summary>What became of a batch.</summary>
    public static string ImportInfo(string batchId) => "import/info?batchId=" + Uri.EscapeDataString(batchId);

    /// <summary>One page of a list, by offset.</summary>
    public static string Page(string route, int offset) =>
        string.Format(CultureInfo.InvariantCulture, "{0}{1}limit={2}&offset={3}", route, route.IndexOf('?') < 0 ? '?' : '&', ServiceLimits.PageSize, offset);

    /// <summary>The contact with exactly that address.</summary>
    public static string ContactByEmail(string email) => "contacts?limit=1&email=" + Uri.EscapeDataString(email);

    /// <summary>The contact with exactly that address, with parts beside it where the service honours that.</summary>
    public static string ContactByEmail(string email, string include) =>
        ContactByEmail(email) + (include.Length == 0 ? string.Empty : "&include=" + include);

    /// <summary>The contacts behind an id, a page of them, by id: it neither slows down with depth nor loses any when others are deleted.</summary>
    public static string ContactsAfter(int id) =>
        string.Format(CultureInfo.InvariantCulture, "contacts?limit={0}&orders%5Bid%5D=ASC&id_greater={1}", ServiceLimits.PageSize, id);

    /// <summary>The contacts with these ids.</summary>
    public static string ContactsByIds(IEnumerable<int> ids) =>
        string.Format(CultureInfo.InvariantCulture, "contacts?limit={0}{1}", ServiceLimits.PageSize, string.Concat(ids.Select(id => "&ids%5B%5D=" + id.ToString(CultureInfo.InvariantCulture))));

    /// <summary>The contacts with these ids, with parts beside them where the service honours that.</summary>
    public static string ContactsByIds(IEnumerable<int> ids, string include) => ContactsByIds(ids) + "&include=" + include;

    /// <summary>One contact.</summary>
    public static string Contact(int id) => Contacts + "/" + id.ToString(CultureInfo.InvariantCulture);

    /// <summary>A tag on a contact, by the id of the link between them.</summary>
    public static string ContactTag(int linkId) => ContactTags + "/" + linkId.ToString(CultureInfo.InvariantCulture);

    /// <summary>One kind of what hangs on a contact, such as its field values.</summary>
    public static string ContactPart(int contactId, string part) => string.Format(CultureInfo.InvariantCulture, "contacts/{0}/{1}", contactId, part);

    /// <summary>The tags whose name contains a text.</summary>
    public static string TagSearch(string text) => Tags + "?search=" + Uri.EscapeDataString(text);
}
