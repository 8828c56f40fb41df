using System.Collections.Generic;
using System.Threading;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Feeds a run with rows and writes its events, all on the pipeline thread.</summary>
internal abstract class RowPump : RunPump
{
    /// <summary>Rows handed over at once.</summary>
    public const int ChunkSize = 250;

    protected RowPump(BulkCommand command, ImportRun run, string activity)
        : base(command, run, activity)
    {
        Run = run;
    }

    /// <summary>Whether rows are wanted.</summary>
    public bool IsRunning { get; protected set; }

    /// <summary>What is fed.</summary>
    protected ImportRun Run { get; }

    public void Start()
    {
        IsRunning = true;
        Run.Start();
    }

    /// <summary>The user said no: nothing runs.</summary>
    public void Decline() => IsRunning = false;

    /// <summary>Hands rows over, writing events while there is no room for them.</summary>
    public virtual void Feed(IReadOnlyList<SourceRow> chunk, CancellationToken token)
    {
        WriteReady();
        while (!Run.TryAdd(chunk))
        {
            if (Run.Failure is not null)
            {
                Drain(token);
                return;
            }

            WriteOn(token);
        }
    }
}
