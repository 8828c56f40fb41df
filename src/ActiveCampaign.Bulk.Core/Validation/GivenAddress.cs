using System;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Validation;

/// <summary>Reads one address out of what somebody gave for it, such as <c>Ann &lt;ann@one.example&gt;</c> or a link.</summary>
internal static class GivenAddress
{
    private const string Link = "mailto:";
    private const string Between = "<>(),;:\"[]\\";

    /// <summary>
    /// The address, where it is plain which one is meant; null where it is not. It may break the rules of the service:
    /// such a one can be in a journal too.
    /// </summary>
    public static string? Read(string text)
    {
        string address = AddressForm.Trim(text);
        int open = address.IndexOf('<');
        if (open >= 0 && address[address.Length - 1] == '>')
            address = AddressForm.Trim(address.Substring(open + 1, address.Length - open - 2));
        if (address.StartsWith(Link, StringComparison.OrdinalIgnoreCase))
            address = AddressForm.Trim(address.Substring(Link.Length).Split('?')[0]);
        if (address.Length > 2 && address[0] == address[address.Length - 1] && address[0] is '"' or '\'')
            address = AddressForm.Trim(address.Substring(1, address.Length - 2));
        bool isOne = address.IndexOf('@') > 0 && !address.Any(c => TextRules.IsInvisible(c) || Between.IndexOf(c) >= 0);
        return isOne ? address : null;
    }
}
