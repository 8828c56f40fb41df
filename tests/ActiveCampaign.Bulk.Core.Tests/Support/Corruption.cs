using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>Damages one file of a journal in a way that the seed says.</summary>
internal sealed class Corruption
{
    private static readonly string[] s_garbage = ["\0\0garbage", "null", "[]", "\"x\"", "{}", "{\"t\":\"settled\"}", "{\"t\":\"batch\",\"n\":-1}", "{\"t\":5}", string.Empty];
    private static readonly Func<JsonNode?>[] s_types = [() => null, () => JsonValue.Create("x"), () => JsonValue.Create(-1), () => JsonValue.Create(9_999_999_999_999L), () => new JsonArray(), () => new JsonObject(), () => JsonValue.Create(true)];

    private readonly Random _random;
    private readonly string _folder;

    public Corruption(string folder, int seed)
    {
        _folder = folder;
        _random = new Random(seed);
    }

    /// <summary>What was done, for the reader of a failed test.</summary>
    public string What { get; private set; } = string.Empty;

    public void Apply()
    {
        List<string> files = [.. Directory.EnumerateFiles(_folder).Where(path => Path.GetFileName(path) != "lock").Append(Path.Combine(Path.GetDirectoryName(_folder)!, "key")).Order(StringComparer.Ordinal)];

        // What is said of rows is in few files of many.
        string path = _random.Next(3) > 0 ? Path.Combine(_folder, "journal.jsonl") : files[_random.Next(files.Count)];
        byte[] bytes = File.ReadAllBytes(path);
        (string what, byte[]? damaged) = _random.Next(10) switch
        {
            0 or 1 => ("bits", Flip(bytes)),
            2 => ("cut", bytes.AsSpan(0, _random.Next(bytes.Length)).ToArray()),
            3 => ("gone", null),
            4 => ("line gone", Lines(bytes, (lines, at) => lines.RemoveAt(at))),
            5 => ("line twice", Lines(bytes, (lines, at) => lines.Insert(at, lines[at]))),
            6 => ("garbage", Lines(bytes, (lines, at) => lines.Insert(at, s_garbage[_random.Next(s_garbage.Length)]))),
            7 => ("line replaced", Lines(bytes, (lines, at) => lines[at] = s_garbage[_random.Next(s_garbage.Length)])),
            8 => ("type", Lines(bytes, (lines, at) => lines[at] = OtherType(lines[at]))),
            _ => ("range", Lines(bytes, (lines, at) => lines[at] = Regex.Replace(lines[at], "\"(rows|of|lines|unknownRows)\":\"[^\"]*\"", "\"$1\":\"1-99999999999999\""))),
        };
        What = $"{what} in {Path.GetFileName(path)}";
        if (damaged is null)
            File.Delete(path);
        else
            File.WriteAllBytes(path, damaged);
    }

    /// <summary>Makes a journal what the version before checksums wrote.</summary>
    public static void ToVersion1(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*.jsonl"))
        {
            string text = File.ReadAllText(path).Replace("{\"t\":\"activity\",\"v\":2,", "{\"t\":\"activity\",\"v\":1,", StringComparison.Ordinal);
            File.WriteAllText(path, Regex.Replace(text, ",\"crc\":\"[0-9a-f]{8}\"}\n", "}\n"));
        }

        File.WriteAllText(Path.Combine(folder, "lock"), string.Empty);
    }

    private byte[] Flip(byte[] bytes)
    {
        byte[] damaged = [.. bytes];
        for (int count = 1 + _random.Next(3); count > 0 && bytes.Length > 0; count--)
            damaged[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
        return damaged;
    }

    private byte[] Lines(byte[] bytes, Action<List<string>, int> change)
    {
        List<string> lines = [.. Encoding.UTF8.GetString(bytes).TrimEnd('\n').Split('\n')];
        change(lines, _random.Next(lines.Count));
        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
    }

    private string OtherType(string line)
    {
        try
        {
            if (JsonNode.Parse(line) is not JsonObject json || json.Count == 0)
                return "null";
            string name = json.Select(member => member.Key).ElementAt(_random.Next(json.Count));
            json[name] = s_types[_random.Next(s_types.Length)]();
            return json.ToJsonString();
        }
        catch (System.Text.Json.JsonException)
        {
            return "null";
        }
    }
}
