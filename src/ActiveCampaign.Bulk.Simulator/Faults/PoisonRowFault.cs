using System;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Any batch with a certain address ends as failed, with nothing applied and no hint why.</summary>
public sealed class PoisonRowFault : Fault
{
    private readonly string _email;

    /// <summary>Makes the fault.</summary>
    /// <param name="email">The address, whatever its case.</param>
    public PoisonRowFault(string email)
    {
        _email = email ?? throw new ArgumentNullException(nameof(email));
    }

    internal override bool Concerns(Call call) => ((ApiCall)call).Import?.Rows?.Exists(IsPoison) == true;

    internal override void OnBatch(BatchFate fate) => fate.Fails = true;

    private bool IsPoison(ImportRow row) => string.Equals(row.Email?.Trim(), _email, StringComparison.OrdinalIgnoreCase);
}
