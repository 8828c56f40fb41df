using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.ConstantContact.Mapping;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Tests.ConstantContact;

/// <summary>Maps rows as an import of Constant Contact does, against an account with a field of every type.</summary>
internal static class CCRows
{
    public static IReadOnlyList<CustomField> Fields { get; } =
    [
        new("f1", "membership_level", "Membership level", "single_select", ["Gold", "Silver"]),
        new("f2", "joined", "Joined", "date", []),
        new("f3", "points", "Points", "number", []),
        new("f4", "vip", "VIP", "boolean", []),
        new("f5", "colours", "Colours", "multi_select", ["Red", "Blue"]),
        new("f6", "notes", "Notes", "text_area", []),
        new("f7", "last_seen", "Last seen", "datetime", []),
    ];

    public static IReadOnlyList<AccountTag> Tags { get; } = [new("1", "vip", 0), new("2", "Press", 0), new("3", "a, b", 0), new("4", "twin", 0), new("5", "twin ", 0)];

    public static ImportRow Mapped(params (string Column, object? Value)[] cells)
    {
        Xunit.Assert.Null(Map(new MappingSettings(), cells, out ImportRow? row));
        return row!;
    }

    public static RowProblem Refused(params (string Column, object? Value)[] cells) => Map(new MappingSettings(), cells, out _)!;

    public static RowProblem? Map(MappingSettings settings, (string Column, object? Value)[] cells, out ImportRow? row, bool? isFile = null)
    {
        RowShape shape = new(cells.Select(cell => cell.Column).ToArray());
        PlaceFinder places = new(settings, Fields, isFile);
        ImportMapper mapper = new(places.Plan(shape), places, settings, new ImportNotes(), new RowTags(Tags, settings.Tags, settings));
        row = (ImportRow?)mapper.Map(new SourceRow(1, 0, shape, cells.Select(cell => cell.Value).ToArray()), out RowProblem? problem);
        return problem;
    }

    public static string Json(OutgoingRow row)
    {
        using ByteBuffer buffer = new(1024);
        using (Utf8JsonWriter writer = new(buffer))
            row.Write(writer);
        return Encoding.UTF8.GetString(buffer.Written.ToArray());
    }
}
