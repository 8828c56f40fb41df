namespace ActiveCampaign.Bulk.Service.Catalog;

/// <summary>How the values of a custom field are shaped.</summary>
public enum FieldKind
{
    /// <summary>Any text (text, textarea, hidden, number, and types not known).</summary>
    Text,

    /// <summary>A day, <c>YYYY-MM-DD</c>.</summary>
    Date,

    /// <summary>A moment, ISO 8601 with offset.</summary>
    DateTime,

    /// <summary>One option by its exact text (dropdown, radio).</summary>
    OneOption,

    /// <summary>Any number of options, <c>||a||b||</c> (checkbox, listbox).</summary>
    ManyOptions,
}
