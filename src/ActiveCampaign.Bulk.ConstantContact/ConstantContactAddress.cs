using System;
using System.Security.Cryptography;
using System.Text;
using ActiveCampaign.Bulk.Core.Http;

namespace ActiveCampaign.Bulk.ConstantContact;

/// <summary>Where the service is: one host for contacts and one for tokens, or one that serves both.</summary>
internal static class ConstantContactAddress
{
    /// <summary>What journals call the service.</summary>
    public const string ServiceName = "ConstantContact";

    private const string ApiPath = "/v3/";
    private const string TokenPath = "/oauth2/default/v1/";

    private static readonly Uri s_api = new("https://api.cc.email/v3/");
    private static readonly Uri s_tokens = new("https://authz.constantcontact.com/oauth2/default/v1/");

    /// <summary>The base of the API; null asks for the service's own.</summary>
    /// <exception cref="BulkException">It is neither https nor loopback, or no address at all.</exception>
    public static Uri OfApi(Uri? address) => address is null ? s_api : Checked(address, ApiPath);

    /// <summary>The base of the token calls that belong to it.</summary>
    /// <exception cref="BulkException">It is neither https nor loopback, or no address at all.</exception>
    public static Uri OfTokens(Uri? address)
    {
        Uri api = OfApi(address);
        return api == s_api ? s_tokens : new Uri(api.AbsoluteUri.Substring(0, api.AbsoluteUri.Length - ApiPath.Length) + TokenPath);
    }

    /// <summary>A name for files that belong to something secret or long, which tells nothing of it.</summary>
    public static string HashOf(string text)
    {
        using SHA256 sha = SHA256.Create();
        return Hex.Of(sha.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    private static Uri Checked(Uri address, string path)
    {
        try
        {
            return BaseAddress.From(address, path);
        }
        catch (BulkException e) when (e.Error == BulkError.HttpsRequired)
        {
            throw new BulkException(e.Error, ConstantContactTexts.AddressInvalid, e.Target, e);
        }
    }
}
