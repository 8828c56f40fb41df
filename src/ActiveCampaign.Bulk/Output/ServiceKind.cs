namespace ActiveCampaign.Bulk;

/// <summary>The services that the module has cmdlets for.</summary>
internal enum ServiceKind
{
    /// <summary>ActiveCampaign: nouns that begin with AC.</summary>
    ActiveCampaign,

    /// <summary>Constant Contact: nouns that begin with CC.</summary>
    ConstantContact,
}
