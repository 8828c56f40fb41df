
namespace ActiveCampaign.Bulk.Core.Settings;

/// <summary>What an activity that goes through the importer does with its contacts. The names are written to journals, in lower case.</summary>
public enum ImportAction
{
    /// <summary>Creates and updates them.</summary>
    Import,

    /// <summary>Puts them on lists.</summary>
    Subscribe,

    /// <summary>Takes them off lists.</summary>
    Unsubscribe,

    /// <summary>Gives them tags.</summary>
    AddTag,

    /// <summary>Takes tags off them.</summary>
    RemoveTag,

    /// <summary>Deletes them.</summary>
    Delete,
}
