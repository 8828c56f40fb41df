namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>What activities do, as their header says.</summary>
internal static class ActivityKinds
{
    /// <summary>Rows into contacts, through the importer or single calls.</summary>
    public const string Import = "import";

    /// <summary>Contacts into a file.</summary>
    public const string Export = "export";

    /// <summary>Contacts onto lists or off them.</summary>
    public const string List = "list";

    /// <summary>Tags onto contacts or off them.</summary>
    public const string Tag = "tag";

    /// <summary>Contacts out of the account.</summary>
    public const string Delete = "delete";
}
