using System.Net;
using System.Security;

namespace ActiveCampaign.Bulk.ConstantContact.Credentials;

/// <summary>The text of a secret, for the moment in which it is sent.</summary>
internal static class SecretText
{
    /// <summary>The text.</summary>
    public static string Of(SecureString secret) => new NetworkCredential(string.Empty, secret).Password.Trim();
}
