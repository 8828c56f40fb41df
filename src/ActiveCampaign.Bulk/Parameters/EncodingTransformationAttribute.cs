using System;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Takes an encoding by object, by PowerShell's own names, by its registered name, or by code page.</summary>
internal sealed class EncodingTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = PSObject.AsPSObject(inputData).BaseObject;
        if (value is Encoding)
            return value;
#if NET8_0_OR_GREATER
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
#endif
        string name = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        try
        {
            return Named(name.Trim());
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new ArgumentTransformationMetadataException($"'{name}' is no encoding. Use utf8, utf-16, windows-1252, or the number of a code page.", e);
        }
    }

#pragma warning disable CA1308 // PowerShell's names are lower case.
    private static Encoding Named(string name) => name.ToLowerInvariant() switch
#pragma warning restore CA1308
    {
        "utf8" or "utf8nobom" or "utf8bom" or "utf-8" => new UTF8Encoding(false),
        "unicode" or "utf16" => Encoding.Unicode,
        "bigendianunicode" => Encoding.BigEndianUnicode,
        "utf32" => Encoding.UTF32,
        "ascii" => Encoding.ASCII,
        "ansi" => Encoding.GetEncoding(CultureInfo.CurrentCulture.TextInfo.ANSICodePage),
        "oem" => Encoding.GetEncoding(CultureInfo.CurrentCulture.TextInfo.OEMCodePage),
        _ => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int page) ? Encoding.GetEncoding(page) : Encoding.GetEncoding(name),
    };
}
