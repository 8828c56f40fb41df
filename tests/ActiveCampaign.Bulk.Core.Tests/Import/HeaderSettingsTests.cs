using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

public sealed class HeaderSettingsTests
{
    // Not noted on purpose: secrets, what is of one run only, and what the names were resolved to.
    private static readonly string[] s_notNoted =
        [nameof(ImportSettings.Callback), nameof(ImportSettings.IsRehearsal), nameof(ImportSettings.Force), nameof(ImportSettings.HasSettingsFrom), nameof(MappingSettings.Tags), nameof(MappingSettings.Subscribe), nameof(MappingSettings.Unsubscribe)];

    private static readonly ImportSettings s_all = new()
    {
        Action = ImportAction.Unsubscribe,
        Match = MatchMode.IdOnly,
        Verify = true,
        Resubscribe = true,
        Mapping = new MappingSettings
        {
            ColumnMap = new Dictionary<string, string?> { ["Stadt"] = "City", ["Remark"] = null, ["a\"b"] = "ü" },
            ClearColumns = ["City"],
            ValueSeparator = "/",
            DateFormat = "dd.MM.yyyy",
            OptOutColumn = "Left",
            AllowNewTag = true,
            TagsAfter = true,
            Account = ["0a", "0b"],
            MaxNewTag = 3,
        },
        Lists = ["id:5", "id:7"],
        UnsubscribeLists = ["id:6"],
        ExcludePaths = ["/data/never.txt", "/data/erased.txt"],
        ComparedTo = "Last",
        AllowFull = true,
        AllowClearAll = true,
        Tags = ["vip", "2024"],
        SkipAutomation = true,
        Method = ImportMethod.Bulk,
        BatchSize = 100,
        Canary = 5,
        ThrottleLimit = 2,
        ActivityName = "Spring",
        DependsOn = ["20260105-080000-000abc"],
        FollowUpOf = "20260105-080000-000abd",
        IsNamed = true,
        OnUnknown = UnknownPolicy.Hold,
        OnDuplicate = DuplicateMode.KeepLast,
        AllowEmpty = true,
        MaxRefused = 9,
        Callback = new CallbackSettings(new Uri("https://example.com/hook?key=secret"), [], []),
        Source = new InputFile { Path = "/data/people.csv", Delimiter = ';', Encoding = Encoding.Latin1, WorksheetName = "People", HeaderRow = 3, HiddenRow = HiddenRowMode.Skip },
        RejectPath = "/data/rejects.csv",
        RejectSafe = true,
        RejectReplace = true,
        ResultPath = "/data/results.csv",
        BackupPath = "/data/deleted.csv",
        ResultReplace = true,
        AllowsIdOnly = true,
        IsRehearsal = true,
        HasSettingsFrom = true,
    };

    /// <summary>Every setting: one that is added and not noted, or not read back, fails here.</summary>
    public static TheoryData<string> Names => new(Properties(typeof(ImportSettings)).Concat(Properties(typeof(MappingSettings))).Concat(Properties(typeof(InputFile)))
        .Select(property => property.DeclaringType!.Name + "." + property.Name)
        .Where(name => name is not "ImportSettings.Mapping" and not "ImportSettings.Source")
        .Where(name => !s_notNoted.Select(known => (known is "Tags" or "Subscribe" or "Unsubscribe" ? "MappingSettings." : "ImportSettings.") + known).Contains(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_EverySetting_ComesBack(string name)
    {
        (object? given, object? back, object? plain) = (Value(s_all, name), Value(HeaderSettings.Read(Header(s_all)), name), Value(new ImportSettings { Source = new InputFile { Path = string.Empty } }, name));
        Assert.NotEqual(Text(plain), Text(given));
        Assert.Equal(Text(given), Text(back));
    }

    [Fact]
    public void Read_PlainSettings_ComeBackPlain()
    {
        ImportSettings back = HeaderSettings.Read(Header(new ImportSettings()));
        foreach (PropertyInfo property in Properties(typeof(ImportSettings)).Where(property => property.Name != nameof(ImportSettings.Mapping)))
            Assert.Equal(Text(property.GetValue(new ImportSettings())), Text(property.GetValue(back)));
    }

    [Fact]
    public void Read_OlderHeader_TakesDefaults()
    {
        ImportSettings back = HeaderSettings.Read(new ActivityHeader { Id = "a", Host = "h", Name = "old" });
        Assert.Equal((0, 4, 10, "old"), (back.BatchSize, back.ThrottleLimit, back.Mapping.MaxNewTag, back.ActivityName));
    }

    [Fact]
    public void Read_EncodingOfAnotherMachine_IsNone()
    {
        ActivityHeader header = Header(s_all) with { Settings = new Dictionary<string, string?> { ["encoding"] = "klingon" } };
        Assert.Null(HeaderSettings.Read(header).Source!.Encoding);
    }

    private static ActivityHeader Header(ImportSettings settings) => new()
    {
        Id = "20260105-080000-abcdef",
        Host = "account.example",
        Name = settings.ActivityName,
        SourcePath = settings.Source?.Path,
        Settings = ImportHeader.Settings(settings, Resolved(settings)),
    };

    // As the preparation resolves them against the account.
    private static MappingSettings Resolved(ImportSettings settings) => settings.Mapping with
    {
        Subscribe = settings.Lists.Select(Id).ToList(), Unsubscribe = settings.UnsubscribeLists.Select(Id).ToList(), Tags = settings.Tags,
    };

    private static string Id(string text) => text.Substring(3);

    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    private static object? Value(ImportSettings settings, string name)
    {
        string[] parts = name.Split('.');
        object owner = parts[0] switch { nameof(MappingSettings) => settings.Mapping, nameof(InputFile) => settings.Source!, _ => settings };
        return owner.GetType().GetProperty(parts[1])!.GetValue(owner);
    }

    private static string Text(object? value) => value switch
    {
        string text => text,
        Encoding encoding => encoding.WebName,
        IReadOnlyDictionary<string, string?> map => string.Join(";", map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Key + "=" + (entry.Value ?? "(null)"))),
        IEnumerable several => string.Join(";", several.Cast<object>()),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty,
    };
}
