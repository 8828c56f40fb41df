using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>
/// Writes the plan of an export into its journal and reads it back. What may name a person (the text searched for, the
/// contacts asked for) is in files of its own, which go with the contact data.
/// </summary>
internal static class ExportHeader
{
    public static ActivityHeader Create(ExportPlan plan, string id, string host, bool isSimulator, DateTimeOffset now) => new()
    {
        Id = id,
        Host = host,
        Name = Path.GetFileName(plan.Path),
        Kind = ActivityKinds.Export,
        StartedAt = now,
        IsSimulator = isSimulator,
        Settings = new Dictionary<string, string?>
        {
            [ExportFiles.PathSetting] = plan.Path,
            ["query"] = JsonSerializer.Serialize(plan.Query with { Search = null }),
            ["filters"] = JsonSerializer.Serialize(plan.Filters.Where(filter => filter.Key != nameof(ContactFilters.Search)).ToDictionary(filter => filter.Key, filter => filter.Value)),
            ["columns"] = JsonSerializer.Serialize(plan.Columns),
            ["format"] = plan.Format.ToString(),
            ["delimiter"] = plan.Delimiter.ToString(),
            ["codePage"] = plan.Encoding.CodePage.ToString(CultureInfo.InvariantCulture),
            ["mark"] = plan.HasMark.ToString(),
            ["safe"] = plan.Safe.ToString(),
            ["overwrite"] = plan.Overwrite.ToString(),
            ["search"] = (plan.Query.Search is not null).ToString(),
            ["ids"] = (plan.Ids is not null).ToString(),
        },
    };

    /// <summary>Writes what does not belong into the header.</summary>
    public static void WriteBeside(string folder, ExportPlan plan)
    {
        if (plan.Query.Search is string search)
            PrivateFile.WriteAllText(Path.Combine(folder, JournalFiles.ExportSearch), search);
        if (plan.Ids is not null)
            PrivateFile.WriteAllText(Path.Combine(folder, JournalFiles.ExportIds), string.Join("\n", plan.Ids.Select(id => id.ToString(CultureInfo.InvariantCulture))) + "\n");
    }

    /// <summary>The plan of an activity.</summary>
    /// <exception cref="BulkException">What is not in the header has gone.</exception>
    public static ExportPlan Read(string folder, ActivityHeader header)
    {
        try
        {
            return ReadWhole(folder, header);
        }
        catch (Exception e) when (JournalScan.IsDamage(e) || e is NullReferenceException)
        {
            throw new BulkException(BulkError.JournalUnreadable, Texts.JournalUnreadable(folder, JournalStore.OptionFor(folder)), folder, e);
        }
    }

    private static ExportPlan ReadWhole(string folder, ActivityHeader header)
    {
        IReadOnlyDictionary<string, string?> noted = header.Settings;
        string? search = bool.Parse(noted["search"]!) ? File.ReadAllText(Beside(folder, JournalFiles.ExportSearch)) : null;
        Dictionary<string, string> filters = JsonSerializer.Deserialize<Dictionary<string, string>>(noted["filters"]!)!;
        if (search is not null)
            filters[nameof(ContactFilters.Search)] = search;
        return new ExportPlan
        {
            Path = noted[ExportFiles.PathSetting]!,
            Query = JsonSerializer.Deserialize<ContactQuery>(noted["query"]!)! with { Search = search },
            Filters = filters,
            Columns = JsonSerializer.Deserialize<List<ContactColumn>>(noted["columns"]!)!,
            Format = (ExportFormat)Enum.Parse(typeof(ExportFormat), noted["format"]!),
            Delimiter = noted["delimiter"]![0],
            Encoding = FindEncoding(int.Parse(noted["codePage"]!, CultureInfo.InvariantCulture)),
            HasMark = bool.Parse(noted["mark"]!),
            Safe = bool.Parse(noted["safe"]!),
            Overwrite = bool.Parse(noted["overwrite"]!),
            Ids = bool.Parse(noted["ids"]!)
                ? File.ReadAllLines(Beside(folder, JournalFiles.ExportIds)).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).ToList()
                : null,
        };
    }

    private static string Beside(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        string id = Path.GetFileName(folder);
        return File.Exists(path) ? path : throw new BulkException(BulkError.DataExpired, ServiceTexts.ExportExpired(id), id);
    }

    private static Encoding FindEncoding(int codePage)
    {
#if NET8_0_OR_GREATER
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
#endif
        return TargetFile.Strict(Encoding.GetEncoding(codePage));
    }
}
