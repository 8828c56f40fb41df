using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Rows.Workbooks;

/// <summary>A record of an .xls, with those that continue it.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Parts">Where its data are, and the data of those that continue it.</param>
internal sealed record XlsRecord(XlsRecordKind Kind, IReadOnlyList<(int Start, int End)> Parts)
{
    private const int HeadSize = 4;

    /// <summary>Where its data begin.</summary>
    public int Start => Parts[0].Start;

    /// <summary>Where its own data end.</summary>
    public int End => Parts[0].End;

    /// <summary>Where the next one begins.</summary>
    public int Next => Parts[Parts.Count - 1].End;

    /// <summary>The record at a place; null behind the last.</summary>
    public static XlsRecord? At(byte[] bytes, int at)
    {
        if (at + HeadSize > bytes.Length)
            return null;
        List<(int Start, int End)> parts = [PartAt(bytes, at)];
        for (int next = parts[0].End; next + HeadSize <= bytes.Length && KindAt(bytes, next) == XlsRecordKind.Continue; next = parts[parts.Count - 1].End)
            parts.Add(PartAt(bytes, next));
        return new XlsRecord(KindAt(bytes, at), parts);
    }

    private static XlsRecordKind KindAt(byte[] bytes, int at) => (XlsRecordKind)BitConverter.ToUInt16(bytes, at);

    private static (int Start, int End) PartAt(byte[] bytes, int at) => (at + HeadSize, at + HeadSize + BitConverter.ToUInt16(bytes, at + 2));
}
