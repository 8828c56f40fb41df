

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>One contact of an import. Null is a member that was not sent.</summary>
internal sealed class ImportRow
{
    public string? Email { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Phone { get; set; }

    public string? AccountName { get; set; }

    public string[] Tags { get; set; } = [];

    public FieldInput[] Fields { get; set; } = [];

    public int[] Subscribe { get; set; } = [];

    public int[] Unsubscribe { get; set; } = [];

    public bool ExcludeAutomations { get; set; }
}
