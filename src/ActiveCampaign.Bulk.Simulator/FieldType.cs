namespace ActiveCampaign.Bulk.Simulator;

/// <summary>The types a custom field can have.</summary>
public enum FieldType
{
    /// <summary>One line of text.</summary>
    Text,

    /// <summary>Several lines of text.</summary>
    TextArea,

    /// <summary>A date, <c>YYYY-MM-DD</c>.</summary>
    Date,

    /// <summary>A date with time and offset.</summary>
    DateTime,

    /// <summary>One option of a list.</summary>
    Dropdown,

    /// <summary>Several options of a list.</summary>
    ListBox,

    /// <summary>One option, shown as buttons.</summary>
    Radio,

    /// <summary>Several options, shown as boxes.</summary>
    Checkbox,

    /// <summary>Text that forms do not show.</summary>
    Hidden,

    /// <summary>A number, kept as the text it came as; the service's documentation shows one in an example alone.</summary>
    Number,

    /// <summary>The service's own type name <c>NULL</c>.</summary>
    Null,
}
