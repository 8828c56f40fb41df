using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>Finds what is to be done.</summary>
internal static class RejectActions
{
    /// <summary>What a reason asks for.</summary>
    public static RejectAction Of(RowReason reason) => reason switch
    {
        RowReason.ConsentWithdrawn or RowReason.Excluded or RowReason.ChangedSince => RejectAction.Leave,
        RowReason.FailedAtService or RowReason.BatchRefused or RowReason.NotConfirmed => RejectAction.Review,
        _ => RejectAction.Correct,
    };
}
