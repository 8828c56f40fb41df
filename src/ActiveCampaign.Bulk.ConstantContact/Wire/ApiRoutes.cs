using System;
using System.Text.Json;

namespace ActiveCampaign.Bulk.ConstantContact.Wire;

/// <summary>The routes of the API, below its base.</summary>
internal static class ApiRoutes
{
    /// <summary>What the user may do: the one call that needs no scope.</summary>
    public const string Privileges = "account/user/privileges";

    /// <summary>Activities of all kinds and states, of the last ten days.</summary>
    public const string Activities = "activities?limit=500";

    /// <summary>Takes a batch as a file.</summary>
    public const string ImportFile = "activities/contacts_file_import";

    /// <summary>Takes a batch as JSON.</summary>
    public const string ImportJson = "activities/contacts_json_import";

    /// <summary>Puts contacts on lists.</summary>
    public const string AddMemberships = "activities/add_list_memberships";

    /// <summary>Takes contacts off lists.</summary>
    public const string RemoveMemberships = "activities/remove_list_memberships";

    /// <summary>Gives contacts tags.</summary>
    public const string AddTaggings = "activities/contacts_taggings_add";

    /// <summary>Takes tags off contacts.</summary>
    public const string RemoveTaggings = "activities/contacts_taggings_remove";

    /// <summary>Deletes contacts.</summary>
    public const string DeleteContacts = "activities/contact_delete";

    /// <summary>Lists.</summary>
    public const string Lists = "contact_lists?limit=500";

    /// <summary>Custom fields; the service allows no larger pages.</summary>
    public const string Fields = "contact_custom_fields?limit=100";

    /// <summary>Tags.</summary>
    public const string Tags = "contact_tags?limit=500";

    /// <summary>
    /// Makes a tag of a unique name of 1 to 255 characters: 201 with the tag, 409 where it is there. As the service's own
    /// description of its API has it (AppConnect V3, build 3.0.178, postTag), and its clients (PostTag of ContactTagsApi).
    /// </summary>
    public const string MakeTag = "contact_tags";

    private const string ApiPath = "/v3/";

    /// <summary>Narrows contacts down to those that were changed after a time; nothing without one.</summary>
    public static string ChangedAfter(DateTimeOffset? time) =>
        time is DateTimeOffset after ? "&updated_after=" + after.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) : string.Empty;

    /// <summary>A page of contacts by filters, with parts of them.</summary>
    public static string ContactsBy(string query) => "contacts?limit=500&include_count=true" + query;

    /// <summary>A page of the members of a segment; the service takes nothing else with it.</summary>
    public static string SegmentMembers(int segment) => "contacts?limit=500&segment_id=" + segment.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A contact by its id, with parts of it.</summary>
    public static string Contact(string id, string include) => "contacts/" + Uri.EscapeDataString(id) + (include.Length == 0 ? string.Empty : "?" + include.TrimStart('&'));

    /// <summary>The contact of an address, whatever its state, with parts of it.</summary>
    public static string ContactBy(string email, string include) => "contacts?status=all&email=" + Uri.EscapeDataString(email) + include;

    /// <summary>The next page that an answer names; null after the last one. Links begin at the host, and are joined to the base again.</summary>
    public static string? NextOf(JsonElement root)
    {
        if (!root.TryGetProperty("_links", out JsonElement links) || links.ValueKind != JsonValueKind.Object
            || !links.TryGetProperty("next", out JsonElement next) || next.ValueKind != JsonValueKind.Object
            || !next.TryGetProperty("href", out JsonElement href) || href.GetString() is not { Length: > 0 } link)
            return null;
        string path = Uri.TryCreate(link, UriKind.Absolute, out Uri? whole) && whole.Scheme != Uri.UriSchemeFile ? whole.PathAndQuery : link;
        int at = path.IndexOf(ApiPath, StringComparison.Ordinal);
        return at >= 0 ? path.Substring(at + ApiPath.Length) : throw new BulkException(BulkError.AnswerUnreadable, ConstantContactTexts.LinkForeign(path.Split('?')[0]));
    }
}
