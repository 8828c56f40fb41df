using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Batching;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// Lines of a journal without what they hold of people. Each comes back as new bytes, empty where nobody can read it,
/// or null where there is nothing to take out.
/// </summary>
internal static class ErasedLines
{
    /// <summary>A refused row: number, batch and reason stay.</summary>
    /// <param name="line">The line.</param>
    /// <param name="match">Whose; null for everybody.</param>
    public static byte[]? Refusal(ArraySegment<byte> line, AddressMatch? match) => Change(line, root => Refusal(root, match), Unreadable);

    /// <summary>A batch: its rows stay with their numbers, the people's cells, contacts and digests go.</summary>
    /// <param name="line">The line.</param>
    /// <param name="match">Whose.</param>
    /// <param name="rows">Gets the numbers of the rows.</param>
    public static byte[]? Batch(ArraySegment<byte> line, AddressMatch match, ISet<long> rows) => Change(line, root => Batch(root, match, rows), Unreadable);

    /// <summary>A settled batch: the people's digests and ids go.</summary>
    public static byte[]? Settlement(ArraySegment<byte> line, AddressMatch match) => Change(line, root => Settlement(root, match), _ => null);

    private static byte[]? Change(ArraySegment<byte> line, Func<JsonElement, byte[]?> change, Func<ArraySegment<byte>, byte[]?> otherwise)
    {
        if (LineSum.IsIn(line.AsSpan()) && !LineSum.IsRight(line.AsSpan()))
            return otherwise(line);
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            LineRules.Check(document.RootElement);
            return change(document.RootElement);
        }
        catch (Exception e) when (JournalScan.IsDamage(e))
        {
            return otherwise(line);
        }
    }

    private static byte[]? Refusal(JsonElement root, AddressMatch? match)
    {
        if (!root.TryGetProperty("cells", out JsonElement cells))
            return null;
        if (match is not null && !cells.EnumerateArray().Any(cell => match.IsIn(cell.GetString())) && !match.IsIn(JournalLines.Text(root, "text")))
            return null;
        return JournalLines.Rewrite(root, name => name switch
        {
            "columns" or "cells" => (_, _) => { },
            "text" => (writer, _) => writer.WriteString(name, string.Empty),
            _ => null,
        });
    }

    private static byte[]? Batch(JsonElement root, AddressMatch match, ISet<long> rows)
    {
        RowDigest[] digests = DigestText.Parse(root.GetProperty("digests").GetString()!).ToArray();
        JsonElement[] cells = root.GetProperty("cells").EnumerateArray().ToArray();
        int[] contactOf = ContactOf(root, digests.Length);

        // Rows that became one contact stay or go together.
        HashSet<int> gone = [.. Enumerable.Range(0, digests.Length).Where(i => match.IsOf(digests[i]) || IsIn(cells[i], match)).Select(i => contactOf[i])];
        if (gone.Count == 0)
            return null;
        rows.UnionWith(RowRanges.Parse(JournalLines.Text(root, "rows")!).Where((_, i) => gone.Contains(contactOf[i])));
        return JournalLines.Rewrite(root, name => name switch
        {
            "digests" => (writer, _) => writer.WriteString(name, DigestText.Format(digests.Select((digest, i) => gone.Contains(contactOf[i]) ? default : digest).ToList())),
            "cells" => (writer, _) => WriteWithout(writer, name, cells, i => gone.Contains(contactOf[i]), "[]"),
            "contacts" => (writer, value) => WriteWithout(writer, name, value.EnumerateArray().ToArray(), gone.Contains, "{}"),
            _ => null,
        });
    }

    private static byte[]? Settlement(JsonElement root, AddressMatch match)
    {
        if (JournalLines.Text(root, "digests") is not string text)
            return null;
        IReadOnlyList<RowDigest> digests = DigestText.Parse(text);
        if (!digests.Any(match.IsOf))
            return null;
        string erased = DigestText.Format(digests.Select(digest => match.IsOf(digest) ? default : digest).ToList());
        string[]? ids = JournalLines.Text(root, "ids")?.Split(',');
        return JournalLines.Rewrite(root, name => name switch
        {
            "digests" => (writer, _) => writer.WriteString(name, erased),
            "ids" when ids?.Length == digests.Count => (writer, _) => writer.WriteString(name, string.Join(",", ids.Select((id, i) => match.IsOf(digests[i]) ? string.Empty : id))),
            _ => null,
        });
    }

    private static bool IsIn(JsonElement cells, AddressMatch match) => cells.EnumerateArray().Any(cell => match.IsIn(cell.GetString()));

    private static int[] ContactOf(JsonElement root, int rows) =>
        JournalLines.Text(root, "of") is string of ? RowRanges.Parse(of).Select(number => (int)number - 1).ToArray() : Enumerable.Range(0, rows).ToArray();

    private static void WriteWithout(Utf8JsonWriter writer, string name, JsonElement[] items, Func<int, bool> isGone, string instead)
    {
        writer.WriteStartArray(name);
        for (int i = 0; i < items.Length; i++)
            writer.WriteRawValue(isGone(i) ? instead : items[i].GetRawText(), skipInputValidation: true);
        writer.WriteEndArray();
    }

    // Whom it speaks of nobody can tell, so it goes; that it was there must not be forgotten with it. Half a line, which a
    // kill left, said nothing.
    private static byte[] Unreadable(ArraySegment<byte> line) => JournalScan.IsTorn(line) ? [] : "~damaged"u8.ToArray();
}
