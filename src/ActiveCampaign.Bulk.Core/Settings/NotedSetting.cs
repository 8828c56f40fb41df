using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Settings;

/// <summary>An import's settings as its journal notes them: with ids of lists and names of tags.</summary>
/// <param name="Import">The settings.</param>
/// <param name="Mapping">The mapping that was made of them.</param>
/// <param name="ExclusionHash">What the files of excluded addresses held, or null.</param>
internal sealed record NotedSettings(ImportSettings Import, MappingSettings Mapping, string? ExclusionHash);

/// <summary>
/// A setting in the header of an import's journal: its name, how it is noted, and how it comes back. No secret is noted.
/// </summary>
/// <param name="Key">Its name.</param>
/// <param name="Write">Its text, or null.</param>
/// <param name="Read">The settings with what a text says; a setting that nobody reads back has none.</param>
internal sealed record NotedSetting(string Key, Func<NotedSettings, string?> Write, Func<ImportSettings, string, ImportSettings>? Read = null)
{
    /// <summary>The name of what the files of excluded addresses held.</summary>
    public const string ExcludeHash = "excludeHash";

    /// <summary>All of them, in the order of the header.</summary>
    public static IReadOnlyList<NotedSetting> All { get; } =
    [
        new("action", noted => noted.Import.Action.ToString().ToLowerInvariant(), (settings, text) => settings with { Action = Enum.TryParse(text, ignoreCase: true, out ImportAction action) ? action : settings.Action }),
        Name("match", settings => settings.Match, (settings, value) => settings with { Match = value }),
        Flag("verify", settings => settings.Verify, (settings, value) => settings with { Verify = value }),
        Flag("resubscribe", settings => settings.Resubscribe, (settings, value) => settings with { Resubscribe = value }),
        Mapped("columnMap", mapping => JsonSerializer.Serialize(mapping.ColumnMap.ToDictionary(entry => entry.Key, entry => entry.Value)), (mapping, text) => mapping with { ColumnMap = Json<Dictionary<string, string?>>(text) }),
        Mapped("clearColumn", mapping => JsonSerializer.Serialize(mapping.ClearColumns), (mapping, text) => mapping with { ClearColumns = Json<List<string>>(text) }),
        Mapped("valueSeparator", mapping => mapping.ValueSeparator, (mapping, text) => mapping with { ValueSeparator = text }),
        Mapped("dateFormat", mapping => mapping.DateFormat, (mapping, text) => mapping with { DateFormat = text }),
        Flag("allowClearAll", settings => settings.AllowClearAll, (settings, value) => settings with { AllowClearAll = value }),
        Mapped("allowNewTag", mapping => mapping.AllowNewTag.ToString(CultureInfo.InvariantCulture), (mapping, text) => mapping with { AllowNewTag = ToFlag(text) }),
        Mapped("maxNewTag", mapping => Text(mapping.MaxNewTag), (mapping, text) => mapping with { MaxNewTag = (int)(ToNumber(text) ?? mapping.MaxNewTag) }),
        new("tag", noted => JsonSerializer.Serialize(noted.Mapping.Tags), (settings, text) => settings with { Tags = Json<List<string>>(text) }),
        new(ActivityHeader.FollowUp, noted => noted.Mapping.TagsAfter ? bool.TrueString : null, (settings, text) => settings with { Mapping = settings.Mapping with { TagsAfter = ToFlag(text) } }),
        new(ActivityHeader.FollowUpOf, noted => noted.Import.FollowUpOf, (settings, text) => settings with { FollowUpOf = text }),
        new("list", noted => IdsText(noted.Mapping.Subscribe), (settings, text) => settings with { Lists = ToNames(text) }),
        new("unsubscribeList", noted => IdsText(noted.Mapping.Unsubscribe), (settings, text) => settings with { UnsubscribeLists = ToNames(text) }),
        Flag("skipAutomation", settings => settings.SkipAutomation, (settings, value) => settings with { SkipAutomation = value }),
        Mapped(HeaderSettings.Account, mapping => mapping.Account.Count == 0 ? null : string.Join(",", mapping.Account), (mapping, text) => mapping with { Account = text.Split(',') }),
        Mapped("optOutColumn", mapping => mapping.OptOutColumn, (mapping, text) => mapping with { OptOutColumn = text }),
        new("excludePath", noted => noted.Import.ExcludePaths.Count == 0 ? null : JsonSerializer.Serialize(noted.Import.ExcludePaths), (settings, text) => settings with { ExcludePaths = Json<List<string>>(text) }),
        new(ExcludeHash, noted => noted.ExclusionHash),
        new("comparedTo", noted => noted.Import.ComparedTo, (settings, text) => settings with { ComparedTo = text }),
        Flag("allowFull", settings => settings.AllowFull, (settings, value) => settings with { AllowFull = value }),
        Name("method", settings => settings.Method, (settings, value) => settings with { Method = value }),
        Name("onDuplicate", settings => settings.OnDuplicate, (settings, value) => settings with { OnDuplicate = value }),
        Number("batchSize", settings => settings.BatchSize, (settings, value) => settings with { BatchSize = value }),
        Number("canary", settings => settings.Canary, (settings, value) => settings with { Canary = value }),
        Number("throttleLimit", settings => settings.ThrottleLimit, (settings, value) => settings with { ThrottleLimit = value }),
        new("maxRefused", noted => noted.Import.MaxRefused is long most ? Text(most) : null, (settings, text) => settings with { MaxRefused = ToNumber(text) }),
        new("dependsOn", noted => JsonSerializer.Serialize(noted.Import.DependsOn), (settings, text) => settings with { DependsOn = Json<List<string>>(text) }),
        Flag("isNamed", settings => settings.IsNamed, (settings, value) => settings with { IsNamed = value }),
        Name("onUnknown", settings => settings.OnUnknown, (settings, value) => settings with { OnUnknown = value }),
        Flag("allowIdOnly", settings => settings.AllowsIdOnly, (settings, value) => settings with { AllowsIdOnly = value }),
        Flag("allowEmpty", settings => settings.AllowEmpty, (settings, value) => settings with { AllowEmpty = value }),
        Sourced("delimiter", source => source.Delimiter?.ToString(), (source, text) => source with { Delimiter = text.Length == 1 ? text[0] : null }),
        Sourced("worksheetName", source => source.WorksheetName, (source, text) => source with { WorksheetName = text }),
        Sourced("headerRow", source => source.HeaderRow is int row ? Text(row) : null, (source, text) => source with { HeaderRow = (int?)ToNumber(text) }),
        Sourced("hiddenRow", source => source.HiddenRow == HiddenRowMode.Fail ? null : source.HiddenRow.ToString(), (source, text) => source with { HiddenRow = Enum.TryParse(text, out HiddenRowMode mode) ? mode : source.HiddenRow }),
        Sourced("encoding", source => source.Encoding?.WebName, (source, text) => source with { Encoding = FindEncoding(text) }),
        new("rejectPath", noted => noted.Import.RejectPath, (settings, text) => settings with { RejectPath = text }),
        Flag("rejectSafe", settings => settings.RejectSafe, (settings, value) => settings with { RejectSafe = value }),
        new("rejectReplace", noted => noted.Import.RejectReplace ? bool.TrueString : null, (settings, text) => settings with { RejectReplace = ToFlag(text) }),
        new(ResultTarget.Setting, noted => noted.Import.ResultPath, (settings, text) => settings with { ResultPath = text }),
        new(ResultTarget.ReplaceSetting, noted => noted.Import.ResultReplace ? bool.TrueString : null, (settings, text) => settings with { ResultReplace = ToFlag(text) }),
        new("backupPath", noted => noted.Import.BackupPath, (settings, text) => settings with { BackupPath = text }),

        // Query, parameters and headers may hold a secret; whoever resumes gives them again.
        new("callback", noted => noted.Import.Callback?.Uri.GetLeftPart(UriPartial.Path)),
    ];

    /// <summary>The encoding of a name; null for one that only another machine knows: the file's own mark, or UTF-8, has to do.</summary>
    public static Encoding? FindEncoding(string name)
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
            return null;
        }
    }

    /// <summary>What a text of JSON says.</summary>
    public static T Json<T>(string text)
        where T : new() =>
        JsonSerializer.Deserialize<T>(text) ?? new T();

    private static NotedSetting Flag(string key, Func<ImportSettings, bool> get, Func<ImportSettings, bool, ImportSettings> set) =>
        new(key, noted => get(noted.Import).ToString(CultureInfo.InvariantCulture), (settings, text) => set(settings, ToFlag(text)));

    private static NotedSetting Number(string key, Func<ImportSettings, int> get, Func<ImportSettings, int, ImportSettings> set) =>
        new(key, noted => Text(get(noted.Import)), (settings, text) => set(settings, (int)(ToNumber(text) ?? get(settings))));

    private static NotedSetting Name<T>(string key, Func<ImportSettings, T> get, Func<ImportSettings, T, ImportSettings> set)
        where T : struct, Enum =>
        new(key, noted => get(noted.Import).ToString(), (settings, text) => Enum.TryParse(text, out T value) ? set(settings, value) : settings);

    private static NotedSetting Mapped(string key, Func<MappingSettings, string?> get, Func<MappingSettings, string, MappingSettings> set) =>
        new(key, noted => get(noted.Mapping), (settings, text) => settings with { Mapping = set(settings.Mapping, text) });

    private static NotedSetting Sourced(string key, Func<InputFile, string?> get, Func<InputFile, string, InputFile> set) =>
        new(key, noted => noted.Import.Source is InputFile source ? get(source) : null, (settings, text) => settings with { Source = settings.Source is InputFile source ? set(source, text) : null });

    private static bool ToFlag(string text) => bool.TryParse(text, out bool flag) && flag;

    private static long? ToNumber(string text) => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>Ids as they are noted: those that are numbers stand as such.</summary>
    public static List<string> ReadIds(string text)
    {
        using JsonDocument ids = JsonDocument.Parse(text);
        return ids.RootElement.EnumerateArray().Select(id => id.ValueKind == JsonValueKind.String ? id.GetString()! : Text(id.GetInt32())).ToList();
    }

    private static string IdsText(IReadOnlyList<string> ids) => "[" + string.Join(",", ids.Select(id => id.All(c => c is >= '0' and <= '9') ? id : JsonSerializer.Serialize(id))) + "]";

    private static List<string> ToNames(string text) => ReadIds(text).ConvertAll(id => "id:" + id);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
