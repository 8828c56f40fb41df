using System;
using System.Linq;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>
/// Tells addresses that the documented rules allow and an importer may still take for malformed. It reports such ones
/// in its own documentation's example, so this is worth something only of an address that has failed.
/// </summary>
internal static class AddressShape
{
    private const string Plain = "!#$%&*+-./=?^_`{|}~";

    public static bool IsDoubtful(string email)
    {
        int at = email.LastIndexOf('@');
        if (at < 1)
            return true;
        string local = email.Substring(0, at);
        string[] labels = email.Substring(at + 1).Split('.');
        return local[0] == '.' || local[at - 1] == '.' || local.Contains("..") || !local.All(IsPlain)
            || !labels.All(IsLabel) || !IsTopLevel(labels[labels.Length - 1]);
    }

    private static bool IsLabel(string label) =>
        label.Length > 0 && label[0] != '-' && label[label.Length - 1] != '-' && label.All(c => char.IsLetterOrDigit(c) || c == '-');

    private static bool IsTopLevel(string label) =>
        label.Length > 1 && (label.All(char.IsLetter) || label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase));

    private static bool IsPlain(char c) => (c < 128 && char.IsLetterOrDigit(c)) || Plain.IndexOf(c) >= 0;
}
