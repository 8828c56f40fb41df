using System;
using System.Collections.Generic;
using System.Text;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Import;

/// <summary>One part of a form with files.</summary>
internal sealed record FormPart(string Name, string? FileName, string? ContentType, ArraySegment<byte> Body)
{
    public string Text => Encoding.UTF8.GetString(Body.Array!, Body.Offset, Body.Count);
}

/// <summary>Takes a body of multipart/form-data apart.</summary>
internal static class MultipartBody
{
    /// <summary>The parts in their order; null where the body is not one of that kind.</summary>
    public static List<FormPart>? Read(string? contentType, ArraySegment<byte> body)
    {
        if (contentType is null || !contentType.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || Parameter(contentType, "boundary") is not { Length: > 0 } boundary)
        {
            return null;
        }

        byte[] delimiter = Encoding.ASCII.GetBytes("--" + boundary);
        List<FormPart> parts = [];
        int at = Find(body, delimiter, 0);
        while (at >= 0)
        {
            int start = at + delimiter.Length;
            at = Find(body, delimiter, start);
            if (at < 0)
                break;
            if (ReadPart(Slice(body, start, at)) is not { } part)
                return null;
            parts.Add(part);
        }

        return parts.Count > 0 ? parts : null;
    }

    // From the line end behind one delimiter to the line end before the next.
    private static FormPart? ReadPart(ArraySegment<byte> bytes)
    {
        int headEnd = Find(bytes, [.. "\r\n\r\n"u8], 0);
        if (headEnd < 0 || bytes.Count < headEnd + 6)
            return null;
        string? disposition = null;
        string? contentType = null;
        foreach (string line in Encoding.UTF8.GetString(bytes.Array!, bytes.Offset, headEnd).Split('\n'))
        {
            string header = line.Trim();
            if (header.StartsWith("Content-Disposition:", StringComparison.OrdinalIgnoreCase))
                disposition = header;
            else if (header.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase))
                contentType = header.Substring("Content-Type:".Length).Trim();
        }

        return disposition is null || Parameter(disposition, "name") is not { } name
            ? null
            : new FormPart(name, Parameter(disposition, "filename"), contentType, Slice(bytes, headEnd + 4, bytes.Count - 2));
    }

    private static string? Parameter(string header, string name)
    {
        foreach (string part in header.Split(';'))
        {
            string parameter = part.Trim();
            if (parameter.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))
                return parameter.Substring(name.Length + 1).Trim('"');
        }

        return null;
    }

    private static int Find(ArraySegment<byte> bytes, byte[] what, int from)
    {
        int found = bytes.AsSpan(from).IndexOf(what);
        return found < 0 ? -1 : found + from;
    }

    private static ArraySegment<byte> Slice(ArraySegment<byte> bytes, int from, int to) => new(bytes.Array!, bytes.Offset + from, to - from);
}
