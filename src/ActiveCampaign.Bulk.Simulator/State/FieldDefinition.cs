using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>A custom field of the account.</summary>
internal sealed record FieldDefinition(
    int Id, string Title, FieldType Type, string Perstag, IReadOnlyList<FieldOption> Options, int RelationId, int ListId, DateTimeOffset Created)
{
    public bool HasOptions => Type is FieldType.Dropdown or FieldType.ListBox or FieldType.Radio or FieldType.Checkbox;

    public bool IsMultiple => Type is FieldType.ListBox or FieldType.Checkbox;

    public string WireType => Type switch
    {
        FieldType.Null => "NULL",
#pragma warning disable CA1308 // The service's type names are lower case.
        _ => Type.ToString().ToLowerInvariant(),
#pragma warning restore CA1308
    };
}
