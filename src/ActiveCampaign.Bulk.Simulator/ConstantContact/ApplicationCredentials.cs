namespace ActiveCampaign.Bulk.Simulator.ConstantContact;

/// <summary>What an application needs to be given tokens.</summary>
/// <param name="ClientId">Its id.</param>
/// <param name="ClientSecret">Its secret.</param>
/// <param name="RefreshToken">Its first refresh token.</param>
public sealed record ApplicationCredentials(string ClientId, string ClientSecret, string RefreshToken);
