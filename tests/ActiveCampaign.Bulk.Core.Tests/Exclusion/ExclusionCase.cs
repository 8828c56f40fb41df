using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace ActiveCampaign.Bulk.Core.Tests.Exclusion;

/// <summary>An address, and how it stands in an exclusion file.</summary>
internal sealed record ExclusionCase(string Address, int Spelling, string Before, string Inside, string After, string Wrap, string Frame, string Encoding, bool Mark)
{
    /// <summary>The file.</summary>
    public byte[] Bytes()
    {
        Encoding encoding = System.Text.Encoding.GetEncoding(Encoding);
        string entry = Before + string.Format(CultureInfo.InvariantCulture, Wrap, Spelled().Insert(2, Inside)) + After;
        byte[] text = encoding.GetBytes(string.Format(CultureInfo.InvariantCulture, Frame, entry));
        return Mark ? [.. encoding.GetPreamble(), .. text] : text;
    }

#pragma warning disable CA1308 // Hashes are made of addresses in lower case.
    private string Spelled() => Spelling switch
    {
        1 => Address.ToUpperInvariant(),
        2 => Address.Normalize(NormalizationForm.FormD),
        3 => WithDomain(new IdnMapping().GetAscii),
        4 => WithDomain(new IdnMapping().GetUnicode),
        5 => string.Concat(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Address.ToLowerInvariant())).Select(value => value.ToString("x2", CultureInfo.InvariantCulture))),
        _ => Address,
    };
#pragma warning restore CA1308

    private string WithDomain(System.Func<string, string> map) => Address.Split('@')[0] + "@" + map(Address.Split('@')[1]);
}
