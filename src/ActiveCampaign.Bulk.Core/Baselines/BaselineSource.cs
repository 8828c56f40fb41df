namespace ActiveCampaign.Bulk.Core.Baselines;

/// <summary>What an import can be compared with.</summary>
public static class BaselineSource
{
    /// <summary>All that earlier imports of the same name have confirmed, carried forward from run to run.</summary>
    public const string Last = "Last";
}
