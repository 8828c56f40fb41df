using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Files;

namespace ActiveCampaign.Bulk.Core.Names;

/// <summary>
/// The names that were read of an account: completing them takes no call then. They are in memory for this process, and
/// for a while in a file beside the journals for others. Safe for several threads.
/// </summary>
internal sealed class KnownNames
{
    private const string AtMember = "at";

    private static readonly TimeSpan s_keeps = TimeSpan.FromDays(10);
    private static readonly ConcurrentDictionary<string, KnownNames> s_ofHosts = new(StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<NameKind, IReadOnlyList<KnownName>> _names = new();
    private volatile bool _isNews;

    /// <summary>Those of an account in this process.</summary>
    public static KnownNames Of(string host) => s_ofHosts.GetOrAdd(host, _ => new KnownNames());

    /// <summary>All of a kind was read.</summary>
    public void Note(NameKind kind, IEnumerable<KnownName> names)
    {
        _names[kind] = names.ToList();
        _isNews = true;
    }

    /// <summary>What is known of a kind, by this process or by an earlier one; null where nobody has read it for a while.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="path">The file.</param>
    /// <param name="now">The time.</param>
    public IReadOnlyList<KnownName>? Find(NameKind kind, string path, DateTimeOffset now)
    {
        if (_names.TryGetValue(kind, out IReadOnlyList<KnownName>? names))
            return names;
        foreach (KeyValuePair<NameKind, IReadOnlyList<KnownName>> read in Read(path, now))
            _names.TryAdd(read.Key, read.Value);
        return _names.TryGetValue(kind, out names) ? names : null;
    }

    /// <summary>Writes what is new to the file, where its folder is there. It is a comfort, and nothing fails by it.</summary>
    public void Save(string path, DateTimeOffset now)
    {
        if (!_isNews || !Directory.Exists(Path.GetDirectoryName(path)))
            return;
        _isNews = false;
        try
        {
            foreach (KeyValuePair<NameKind, IReadOnlyList<KnownName>> read in Read(path, now))
                _names.TryAdd(read.Key, read.Value);
            PrivateFile.WriteAllText(path, Written(now));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next one that reads names writes them.
        }
    }

    private string Written(DateTimeOffset now)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteString(AtMember, now);
            foreach (KeyValuePair<NameKind, IReadOnlyList<KnownName>> kind in _names)
            {
                json.WriteStartArray(kind.Key.ToString());
                foreach (KnownName name in kind.Value)
                    Write(json, name);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, KnownName name)
    {
        json.WriteStartArray();
        foreach (string part in name.More.Prepend(name.Name).Prepend(name.Id))
            json.WriteStringValue(part);
        json.WriteEndArray();
    }

    private static Dictionary<NameKind, IReadOnlyList<KnownName>> Read(string path, DateTimeOffset now)
    {
        Dictionary<NameKind, IReadOnlyList<KnownName>> read = [];
        try
        {
            if (!File.Exists(path))
                return read;
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (now - json.RootElement.GetProperty(AtMember).GetDateTimeOffset() > s_keeps)
                return read;
            foreach (JsonProperty member in json.RootElement.EnumerateObject())
            {
                if (Enum.TryParse(member.Name, out NameKind kind))
                    read[kind] = member.Value.EnumerateArray().Select(ReadName).ToList();
            }

            return read;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException or ArgumentException or KeyNotFoundException or IndexOutOfRangeException)
        {
            // A file that is damaged tells nothing, and is written anew.
            return [];
        }
    }

    private static KnownName ReadName(JsonElement name)
    {
        string[] parts = name.EnumerateArray().Select(part => part.GetString() ?? string.Empty).ToArray();
        return new KnownName(parts[0], parts[1], parts.Skip(2).ToArray());
    }
}
