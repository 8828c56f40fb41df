using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Reads the settings of an import back out of its journal's header: the reverse of what the import noted.</summary>
public static class HeaderSettings
{
    /// <summary>
    /// The settings an activity ran with. Lists come back by id, tags by name. The callback does not come back: what it
    /// sends along is never noted, since it may hold a secret.
    /// </summary>
    public static ImportSettings Read(ActivityHeader header)
    {
        if (header is null)
            throw new ArgumentNullException(nameof(header));

        IReadOnlyDictionary<string, string?> noted = header.Settings;
        ImportSettings defaults = new();
        return new ImportSettings
        {
            Action = ReadAction(header),
            Match = Enum.TryParse(Find(noted, "match"), out MatchMode match) ? match : defaults.Match,
            Verify = ReadFlag(noted, "verify"),
            Resubscribe = ReadFlag(noted, "resubscribe"),
            Mapping = ReadMapping(noted),
            Lists = ReadIds(noted, "list"),
            UnsubscribeLists = ReadIds(noted, "unsubscribeList"),
            AllowClearAll = ReadFlag(noted, "allowClearAll"),
            Tags = ReadTexts(noted, "tag"),
            SkipAutomation = ReadFlag(noted, "skipAutomation"),
            ExcludePaths = ReadTexts(noted, "excludePath"),
            ComparedTo = Find(noted, "comparedTo"),
            AllowFull = ReadFlag(noted, "allowFull"),
            OnDuplicate = Enum.TryParse(Find(noted, "onDuplicate"), out DuplicateMode duplicate) ? duplicate : defaults.OnDuplicate,
            Method = Enum.TryParse(Find(noted, "method"), out ImportMethod method) ? method : defaults.Method,
            BatchSize = (int)(ReadNumber(noted, "batchSize") ?? defaults.BatchSize),
            Canary = (int)(ReadNumber(noted, "canary") ?? 0),
            ThrottleLimit = (int)(ReadNumber(noted, "throttleLimit") ?? defaults.ThrottleLimit),
            ActivityName = header.Name,
            DependsOn = ReadTexts(noted, "dependsOn"),
            IsNamed = ReadFlag(noted, "isNamed"),
            OnUnknown = Enum.TryParse(Find(noted, "onUnknown"), out UnknownPolicy unknown) ? unknown : defaults.OnUnknown,
            AllowsIdOnly = ReadFlag(noted, "allowIdOnly"),
            AllowEmpty = ReadFlag(noted, "allowEmpty"),
            MaxRefused = ReadNumber(noted, "maxRefused"),
            Source = ReadSource(header),
            RejectPath = Find(noted, "rejectPath"),
            RejectSafe = ReadFlag(noted, "rejectSafe"),
            RejectReplace = ReadFlag(noted, "rejectReplace"),
        };
    }

    /// <summary>What an activity does with its contacts, where it goes through the importer.</summary>
    public static ImportAction ReadAction(ActivityHeader header) => header is null
        ? throw new ArgumentNullException(nameof(header))
        : Enum.TryParse(Find(header.Settings, "action"), ignoreCase: true, out ImportAction action) ? action : ImportAction.Import;

    /// <summary>The lists that the contacts of an activity leave, where that is to be read back; else none.</summary>
    internal static IReadOnlyList<int> ReadVerified(ActivityHeader header) =>
        ReadFlag(header.Settings, "verify") ? ReadJson<List<int>>(header.Settings, "unsubscribeList", []) : [];

    /// <summary>How the input of an activity was written; as comma and UTF-8 where it was no file.</summary>
    public static CsvDialect ReadDialect(ActivityHeader header) => header is null
        ? throw new ArgumentNullException(nameof(header))
        : DialectOf(Find(header.Settings, "sourceDelimiter"), Find(header.Settings, "sourceEncoding"));

    internal static CsvDialect DialectOf(string? delimiter, string? encoding) =>
        new(delimiter is { Length: 1 } ? delimiter[0] : ',', (encoding is null ? null : FindEncoding(encoding)) ?? Encoding.UTF8);

    private static MappingSettings ReadMapping(IReadOnlyDictionary<string, string?> noted) => new()
    {
        ColumnMap = ReadJson(noted, "columnMap", new Dictionary<string, string?>()),
        ClearColumns = ReadTexts(noted, "clearColumn"),
        ValueSeparator = Find(noted, "valueSeparator"),
        DateFormat = Find(noted, "dateFormat"),
        OptOutColumn = Find(noted, "optOutColumn"),
        AllowNewTag = ReadFlag(noted, "allowNewTag"),
        MaxNewTag = (int)(ReadNumber(noted, "maxNewTag") ?? new MappingSettings().MaxNewTag),
    };

    private static CsvSettings? ReadSource(ActivityHeader header) => header.SourcePath is null ? null : new CsvSettings
    {
        Path = header.SourcePath,
        Delimiter = Find(header.Settings, "delimiter") is { Length: 1 } delimiter ? delimiter[0] : null,
        Encoding = Find(header.Settings, "encoding") is string name ? FindEncoding(name) : null,
    };

    private static Encoding? FindEncoding(string name)
    {
#if NET8_0_OR_GREATER
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
#endif
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            // One that only the other machine knows: the file's own mark, or UTF-8, has to do.
            return null;
        }
    }

    private static IReadOnlyList<string> ReadIds(IReadOnlyDictionary<string, string?> noted, string key) =>
        ReadJson<List<int>>(noted, key, []).Select(id => "id:" + id.ToString(CultureInfo.InvariantCulture)).ToList();

    private static IReadOnlyList<string> ReadTexts(IReadOnlyDictionary<string, string?> noted, string key) => ReadJson<List<string>>(noted, key, []);

    private static bool ReadFlag(IReadOnlyDictionary<string, string?> noted, string key) => bool.TryParse(Find(noted, key), out bool flag) && flag;

    private static long? ReadNumber(IReadOnlyDictionary<string, string?> noted, string key) =>
        long.TryParse(Find(noted, key), NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static T ReadJson<T>(IReadOnlyDictionary<string, string?> noted, string key, T otherwise) =>
        Find(noted, key) is string json ? JsonSerializer.Deserialize<T>(json) ?? otherwise : otherwise;

    private static string? Find(IReadOnlyDictionary<string, string?> noted, string key) => noted.TryGetValue(key, out string? value) ? value : null;
}
