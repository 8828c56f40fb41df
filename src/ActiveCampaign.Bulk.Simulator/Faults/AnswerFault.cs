using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Answers something else, either instead of doing what was asked or after it.</summary>
public abstract class AnswerFault : Fault
{
    private protected AnswerFault(bool afterEffect)
    {
        IsAfterEffect = afterEffect;
    }

    /// <summary>The request has its effect although the answer does not show it.</summary>
    public bool IsAfterEffect { get; }

    internal abstract Answer Make();

    internal sealed override Answer? BeforeEffect(Call call, FaultPlan plan) => IsAfterEffect ? null : Make();

    internal sealed override Answer AfterEffect(Call call, Answer answer) => IsAfterEffect ? Make() : answer;
}
