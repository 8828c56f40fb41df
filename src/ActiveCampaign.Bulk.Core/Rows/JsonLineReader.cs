using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>Reads a file of JSON lines as an export writes it: an object each, all with the same members.</summary>
internal static class JsonLineReader
{
    /// <summary>Whether a file is one by its name.</summary>
    public static bool IsFor(string path) => Path.GetExtension(path).Equals(".jsonl", StringComparison.OrdinalIgnoreCase);

    /// <summary>The members of the first line; none where there is no line.</summary>
    /// <exception cref="BulkException">FileUnreadable.</exception>
    public static RowShape ShapeOf(string path) => Rows(path).FirstOrDefault()?.Shape ?? new RowShape(["email"]);

    /// <summary>The lines as rows.</summary>
    /// <exception cref="BulkException">FileUnreadable.</exception>
    public static IEnumerable<SourceRow> Rows(string path)
    {
        RowShape? shape = null;
        long number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0)
                continue;
            (List<string> names, List<object?> values) = Read(line) ?? throw Unreadable(path, number);
            shape ??= new RowShape(names);
            yield return shape.Matches(names) ? new SourceRow(number, number, shape, [.. values]) : throw Unreadable(path, number);
        }
    }

    private static (List<string> Names, List<object?> Values)? Read(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            List<JsonProperty> members = [.. document.RootElement.EnumerateObject()];
            return (members.ConvertAll(member => member.Name), members.ConvertAll(member => Value(member.Value)));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Array => value.EnumerateArray().Select(item => item.ToString()).ToArray(),
        _ => value.ToString(),
    };

    private static BulkException Unreadable(string path, long line) => new(BulkError.FileUnreadable, Texts.NotJsonLines(path, line), path);
}
