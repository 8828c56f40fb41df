using System;
using System.Globalization;
using System.Xml;

namespace ActiveCampaign.Bulk.Core.Rows.Workbooks;

/// <summary>Reads the number formats of an .xlsx.</summary>
internal static class XlsxStyles
{
    /// <summary>The formats that a part of styles has.</summary>
    public static void Read(XmlReader xml, CellFormats formats)
    {
        bool isOfCells = false;
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs")
                isOfCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "numFmt")
                formats.AddCode(Number(xml["numFmtId"]) ?? 0, xml["formatCode"] ?? string.Empty);
            else if (isOfCells && xml.NodeType == XmlNodeType.Element && xml.LocalName == "xf")
                formats.AddStyle(Number(xml["numFmtId"]) ?? 0);
        }
    }

    /// <summary>A whole number of an attribute.</summary>
    public static int? Number(string? text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>Whether an attribute says yes: programs write it as 1, as true and as on.</summary>
    public static bool IsTrue(string? text) => text is "1" or "on" || string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
}
