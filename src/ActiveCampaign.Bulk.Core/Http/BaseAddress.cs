using System;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>The address of an API.</summary>
internal static class BaseAddress
{
    /// <summary>Checks an address and adds the API's path where it is missing.</summary>
    /// <param name="uri">The address.</param>
    /// <param name="apiPath">The path, with a slash at either end.</param>
    /// <exception cref="BulkException">It is neither https nor loopback, or no address at all.</exception>
    public static Uri From(Uri uri, string apiPath)
    {
        if (!uri.IsAbsoluteUri || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
            throw new BulkException(BulkError.HttpsRequired, Texts.NoAddress, uri.OriginalString);
        if (uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback)
            throw new BulkException(BulkError.HttpsRequired, Texts.HttpsRequired(uri.Host), uri.Host);

        string path = uri.AbsolutePath.TrimEnd('/');
        string end = apiPath.TrimEnd('/');
        if (path.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            path = path.Substring(0, path.Length - end.Length);
        return new UriBuilder(uri.Scheme, uri.Host, uri.Port, path + apiPath).Uri;
    }
}
