using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>The phrases that keep addresses out of the account.</summary>
internal sealed class AccountExclusions
{
    private const string SmsOnly = "allSms";

    private readonly HashSet<string> _exact = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _ends = [];
    private readonly List<(string Phrase, bool IsExact, HashSet<int> Lists)> _ofLists = [];

    /// <summary>Keeps what concerns e-mail and is matched in a way that is known.</summary>
    public AccountExclusions(IEnumerable<JsonElement> exclusions)
    {
        foreach (JsonElement exclusion in exclusions.Where(exclusion => WireText.Read(exclusion, "channel") != SmsOnly))
            Add(exclusion);
    }

    /// <summary>Whether an address is kept out, of the account or of one of the lists; null lists are not known and count as all.</summary>
    public bool Covers(string email, IReadOnlyList<int>? lists) =>
        _exact.Contains(email)
        || _ends.Exists(phrase => EndsWith(email, phrase))
        || _ofLists.Exists(exclusion => Fits(email, exclusion.Phrase, exclusion.IsExact) && (lists is null || exclusion.Lists.Overlaps(lists)));

    private void Add(JsonElement exclusion)
    {
        string? type = WireText.Read(exclusion, "matchType");
        string phrase = WireText.Read(exclusion, "matchPhrase")?.Trim() ?? string.Empty;
        if (phrase.Length == 0 || type is not ("exact" or "end"))
            return;
        HashSet<int> lists = Lists(exclusion);
        if (lists.Count > 0)
            _ofLists.Add((phrase, type == "exact", lists));
        else if (type == "exact")
            _exact.Add(phrase);
        else
            _ends.Add(phrase);
    }

    private static HashSet<int> Lists(JsonElement exclusion) =>
        exclusion.TryGetProperty("lists", out JsonElement lists) && lists.ValueKind == JsonValueKind.Array
            ? new(lists.EnumerateArray().Select(list => int.TryParse(WireText.Read(list), out int id) ? id : 0).Where(id => id > 0))
            : [];

    private static bool Fits(string email, string phrase, bool isExact) =>
        isExact ? string.Equals(email, phrase, StringComparison.OrdinalIgnoreCase) : EndsWith(email, phrase);

    private static bool EndsWith(string email, string phrase) => email.EndsWith(phrase, StringComparison.OrdinalIgnoreCase);
}
