using ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact;

/// <summary>How a simulated Constant Contact behaves, and with which application it begins.</summary>
public sealed class ConstantContactOptions : ConstantContactRules
{
    /// <summary>The application's id; null makes one up. Read at the start.</summary>
    public string? ClientId { get; set; }

    /// <summary>The application's secret; null makes one up. Read at the start.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The application's first refresh token; null makes one up. Read at the start.</summary>
    public string? RefreshToken { get; set; }
}
