using ActiveCampaign.Bulk.Core.Runs;

namespace ActiveCampaign.Bulk.Core.Export;

/// <summary>A run that reads contacts of an account into a file.</summary>
internal abstract class ExportActivity : ActivityRun
{
    private protected ExportActivity(RunContext context)
        : base(context)
    {
    }

    /// <summary>The activity's id.</summary>
    public abstract string ActivityId { get; }

    /// <summary>The activity's journal folder, whether it is there yet or not.</summary>
    public abstract string Folder { get; }

    /// <summary>Contacts read so far, in all runs.</summary>
    public abstract long Rows { get; }

    /// <summary>How many there will be, or null.</summary>
    public abstract long? Total { get; }

    /// <summary>What came of it; null until it is complete.</summary>
    public ExportOutcome? Outcome { get; private protected set; }
}
