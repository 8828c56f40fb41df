using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.ConstantContact.Export;

/// <summary>What to export, and where to: what a later run needs to go on in the same way.</summary>
internal sealed record PagedExportPlan
{
    private const string PlanSetting = "plan";

    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>Which contacts.</summary>
    public WantedContacts Wanted { get; init; } = new();

    /// <summary>Names or patterns of columns; null for all.</summary>
    public IReadOnlyList<string>? Properties { get; init; }

    /// <summary>Whether cells are escaped that a spreadsheet would run as a formula.</summary>
    public bool Safe { get; init; }

    /// <summary>Whether a file that is there may be replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The file.</summary>
    internal TargetFile File => new(Path, Encoding.UTF8, HasMark: true, Overwrite);

    /// <summary>The plan of an activity; null where the header has none.</summary>
    public static PagedExportPlan? Read(ActivityHeader header)
    {
        try
        {
            return header.Settings.TryGetValue(PlanSetting, out string? json) && json is not null ? JsonSerializer.Deserialize<PagedExportPlan>(json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The header of an activity that does it.</summary>
    public ActivityHeader ToHeader(string id, AccountConnection connection, DateTimeOffset now) => new()
    {
        Id = id,
        Host = connection.Host,
        Name = System.IO.Path.GetFileName(Path),
        Kind = ActivityKinds.Export,
        Service = ConstantContactAddress.ServiceName,
        StartedAt = now,
        IsSimulator = connection.IsSimulator,
        Settings = new Dictionary<string, string?> { [ExportFiles.PathSetting] = Path, [PlanSetting] = JsonSerializer.Serialize(this) },
    };
}
