using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rejects;

public sealed class RejectActionsTests
{
    [Theory]
    [InlineData(RowReason.EmailInvalid, RejectAction.Correct)]
    [InlineData(RowReason.RefusedByService, RejectAction.Correct)]
    [InlineData(RowReason.FailedAtService, RejectAction.Review)]
    [InlineData(RowReason.BatchRefused, RejectAction.Review)]
    [InlineData(RowReason.ConsentWithdrawn, RejectAction.Leave)]
    public void Of_Reason_SaysWhatToDo(RowReason reason, RejectAction action) => Assert.Equal(action, RejectActions.Of(reason));
}
