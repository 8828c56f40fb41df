using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>A custom field of the account.</summary>
internal sealed record FieldDefinition(int Id, string Title, FieldType Type, string Perstag, DateTimeOffset Created)
{
    public IReadOnlyList<FieldOption> Options { get; init; } = [];

    public IReadOnlyList<FieldRelation> Relations { get; init; } = [];

    public string? Description { get; init; }

    public string? DefaultValue { get; init; }

    public bool IsRequired { get; init; }

    public bool IsVisible { get; init; } = true;

    public int Order { get; init; } = Id;

    public DateTimeOffset Updated { get; init; } = Created;

    public bool HasOptions => Type is FieldType.Dropdown or FieldType.ListBox or FieldType.Radio or FieldType.Checkbox;

    public bool IsMultiple => Type is FieldType.ListBox or FieldType.Checkbox;

    public string WireType => NameOf(Type);

    public static FieldType? TypeOf(string? name)
    {
        for (FieldType type = FieldType.Text; type <= FieldType.Null; type++)
        {
            if (NameOf(type) == name)
                return type;
        }

        return null;
    }

    private static string NameOf(FieldType type) => type switch
    {
        FieldType.Null => "NULL",
#pragma warning disable CA1308 // The service's type names are lower case.
        _ => type.ToString().ToLowerInvariant(),
#pragma warning restore CA1308
    };
}
