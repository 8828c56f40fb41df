#pragma warning disable IDE0130
namespace System.Text;

/// <summary>.NET Framework has every code page without a provider.</summary>
internal sealed class CodePagesEncodingProvider : EncodingProvider
{
    public static CodePagesEncodingProvider Instance { get; } = new();

    public override Encoding? GetEncoding(int codepage) => null;

    public override Encoding? GetEncoding(string name) => null;
}
