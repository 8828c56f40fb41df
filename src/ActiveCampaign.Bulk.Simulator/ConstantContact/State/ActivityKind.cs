namespace ActiveCampaign.Bulk.Simulator.ConstantContact.State;

/// <summary>What an activity does. The service's answers do not say it.</summary>
public enum ActivityKind
{
    /// <summary>Imports rows of JSON.</summary>
    JsonImport,

    /// <summary>Imports a file.</summary>
    FileImport,

    /// <summary>Adds tags to contacts.</summary>
    TaggingsAdd,

    /// <summary>Takes tags off contacts.</summary>
    TaggingsRemove,

    /// <summary>Puts contacts on lists.</summary>
    MembershipsAdd,

    /// <summary>Takes contacts off lists.</summary>
    MembershipsRemove,

    /// <summary>Deletes contacts.</summary>
    ContactDelete,
}
