using System.Collections.Generic;
using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Looks once at batches, as the service reports them.</summary>
[Cmdlet(VerbsCommon.Get, "ACImportStatus", DefaultParameterSetName = IdSet)]
[OutputType(typeof(ACImportStatus), ParameterSetName = [IdSet, BatchSet])]
[OutputType(typeof(ACImportDay), ParameterSetName = [DailySet])]
public sealed class GetACImportStatusCommand : SessionCommand
{
    private const string IdSet = "Id";
    private const string BatchSet = "Batch";
    private const string DailySet = "Daily";

    /// <summary>The service's handles.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string[]? BatchId { get; set; }

    /// <summary>Batches from Import-ACContact.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = BatchSet)]
    [BatchTransformation]
    [ValidateNotNull]
    public ACImportBatch? InputObject { get; set; }

    /// <summary>The account's sums by day, for all programs that import.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DailySet)]
    public SwitchParameter Daily { get; set; }

    private protected override void Process()
    {
        StatusClient client = new(Live.Account);
        if (Daily)
        {
            IReadOnlyList<DailySums> days = Await(client.DailyAsync);
            foreach (DailySums day in days)
                WriteObject(Mapping.ToDay(day, Current));
            return;
        }

        foreach (string id in Ids())
            WriteObject(Mapping.ToStatus(id, Await(token => client.LookAsync(id, token)), Current));
    }

    private IEnumerable<string> Ids()
    {
        if (InputObject is null)
            return BatchId!;
        if (InputObject.Host != Current.Host)
            throw ErrorRecords.Mismatch(InputObject.Host, Current.Host, InputObject);
        return InputObject.BatchId is null ? [] : [InputObject.BatchId];
    }
}
