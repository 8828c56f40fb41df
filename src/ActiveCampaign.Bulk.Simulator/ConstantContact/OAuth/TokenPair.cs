namespace ActiveCampaign.Bulk.Simulator.ConstantContact.OAuth;

/// <summary>What the token endpoint gives; the refresh token is null where the scope does not ask for one.</summary>
internal sealed record TokenPair(string AccessToken, string? RefreshToken, string Scopes);
