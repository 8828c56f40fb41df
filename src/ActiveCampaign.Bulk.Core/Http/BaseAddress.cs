using System;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>
/// The address of the API. It is taken whole from the account's settings: neither the host nor its region can be built
/// from the account's name.
/// </summary>
public static class BaseAddress
{
    private const string ApiPath = "/api/3/";

    /// <summary>Checks an address and adds the API's path where it is missing.</summary>
    /// <exception cref="BulkException">It is neither https nor loopback, or no address at all.</exception>
    public static Uri From(Uri uri)
    {
        if (uri is null)
            throw new ArgumentNullException(nameof(uri));
        if (!uri.IsAbsoluteUri || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
            throw new BulkException(BulkError.HttpsRequired, Texts.NoAddress, uri.OriginalString);
        if (uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback)
            throw new BulkException(BulkError.HttpsRequired, Texts.HttpsRequired(uri.Host), uri.Host);

        string path = uri.AbsolutePath.TrimEnd('/');
        if (path.EndsWith("/api/3", StringComparison.OrdinalIgnoreCase))
            path = path.Substring(0, path.Length - "/api/3".Length);
        return new UriBuilder(uri.Scheme, uri.Host, uri.Port, path + ApiPath).Uri;
    }
}
