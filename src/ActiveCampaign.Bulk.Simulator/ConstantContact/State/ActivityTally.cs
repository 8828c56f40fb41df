namespace ActiveCampaign.Bulk.Simulator.ConstantContact.State;

/// <summary>The counters of an activity, as far as its kind has them.</summary>
internal sealed class ActivityTally
{
    public int Total { get; set; }

    public int Completed { get; set; }

    public int Persons { get; set; }

    public int Errors { get; set; }

    public int Correctable { get; set; }

    public int CannotAdd { get; set; }
}
