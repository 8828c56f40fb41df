using System.Text;

namespace ActiveCampaign.Bulk.Core.Export;

/// <summary>The file of an export.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Encoding">Its encoding, one that refuses what it cannot hold.</param>
/// <param name="HasMark">Whether it begins with a byte order mark.</param>
/// <param name="Overwrite">Whether a file that is there may be replaced.</param>
internal sealed record TargetFile(string Path, Encoding Encoding, bool HasMark, bool Overwrite)
{
    /// <summary>The encoding, one that refuses what it cannot hold instead of writing question marks.</summary>
    public static Encoding Strict(Encoding encoding) => Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback);
}
