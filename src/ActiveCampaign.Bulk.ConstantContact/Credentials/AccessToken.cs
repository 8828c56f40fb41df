namespace ActiveCampaign.Bulk.ConstantContact.Credentials;

/// <summary>What shows who calls, for a day.</summary>
/// <param name="Text">The token; it goes nowhere but into a request.</param>
/// <param name="Number">Another one whenever the token is another one.</param>
internal sealed record AccessToken(string Text, int Number)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(AccessToken);
}
