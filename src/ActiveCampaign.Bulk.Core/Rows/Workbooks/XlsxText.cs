using System;
using System.Collections.Generic;
using System.Text;
using System.Xml;

namespace ActiveCampaign.Bulk.Core.Rows.Workbooks;

/// <summary>Reads the texts of an .xlsx.</summary>
internal static class XlsxText
{
    /// <summary>The texts that cells share.</summary>
    public static List<string> ReadShared(XmlReader xml)
    {
        List<string> texts = [];
        xml.MoveToContent();
        xml.Read();
        while (!xml.EOF)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
                texts.Add(Read(xml));
            else if (xml.NodeType == XmlNodeType.Element)
                xml.Skip();
            else
                xml.Read();
        }

        return texts;
    }

    /// <summary>The text of an element, of one piece or several, without how it is spoken. The reader stands behind it then.</summary>
    public static string Read(XmlReader xml)
    {
        StringBuilder text = new();
        int depth = xml.Depth;
        bool isEmpty = xml.IsEmptyElement;
        xml.Read();
        while (!isEmpty && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t")
                text.Append(xml.ReadElementContentAsString());
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName != "r")
                xml.Skip();
            else
                xml.Read();
        }

        if (!isEmpty)
            xml.Read();
        return Unescape(text.ToString());
    }

    /// <summary>A text with what XML cannot say: _x000D_ is a new line.</summary>
    public static string Unescape(string text) => text.IndexOf("_x", StringComparison.Ordinal) < 0 ? text : XmlConvert.DecodeName(text);
}
