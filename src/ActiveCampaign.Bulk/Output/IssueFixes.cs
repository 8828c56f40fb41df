using System;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Preflight;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk;

/// <summary>The parameters that take an issue away, as they are typed behind the command.</summary>
internal static class IssueFixes
{
    /// <summary>What is wrong in the first row, and what to do.</summary>
    public static string Message(InputIssue issue) => issue.Formats.Count > 1
        ? $"{issue.Text} Both {string.Join(" and ", issue.Formats.Select(Texts.Quoted))} would fit: give -DateFormat the one that the dates were written in."
        : issue.Text;

    public static string? For(InputIssue issue, PreflightReport report, ImportSettings settings)
    {
        if (issue.ColumnMap is not null)
            return "-ColumnMap " + Texts.MapText(issue.ColumnMap);
        if (!issue.IsError)
            return null;
        return issue.Code switch
        {
            nameof(RowReason.DateInvalid) when issue.Formats.Count == 1 => "-DateFormat " + Texts.Quoted(issue.Formats[0]),
            nameof(RowReason.TagUnknown) or nameof(RowReason.TagLimit) => NewTags(issue, report, settings),
            nameof(RowReason.AddressRepeated) => "-OnDuplicate Sequence",
            nameof(BulkError.ClearColumnBlank) => "-AllowClearAll",
            nameof(BulkError.NoInput) => "-AllowEmpty",
            _ => null,
        };
    }

    // The service takes no name with a quote, whatever is allowed.
    private static string? NewTags(InputIssue issue, PreflightReport report, ImportSettings settings)
    {
        if (issue.HasMoreNames || issue.Names.Any(name => name.IndexOf('"') >= 0))
            return null;
        int names = issue.Names.Union(report.NewTags, StringComparer.OrdinalIgnoreCase).Count();
        return names <= settings.Mapping.MaxNewTag ? "-AllowNewTag" : string.Format(CultureInfo.InvariantCulture, "-AllowNewTag -MaxNewTag {0}", names);
    }
}
