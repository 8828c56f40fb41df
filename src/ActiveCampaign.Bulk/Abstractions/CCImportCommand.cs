using System.Collections.Generic;
using System.Management.Automation;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that takes what an import into Constant Contact takes.</summary>
public abstract class CCImportCommand : ImportCommand
{
    // Batches are 4 MB: more of them at a time take memory and gain nothing.
    private const int UsualRequests = 2;

    private protected CCImportCommand()
    {
    }

    /// <summary>The route: Auto, Csv or Json.</summary>
    [Parameter]
    public CCImportMethod Method { get; set; }

    /// <summary>Contacts in a batch at most; as many as the service takes where nothing is given.</summary>
    [Parameter]
    [ValidateRange(1, ConstantContactLimits.MaxContacts)]
    public int BatchSize { get; set; }

    /// <summary>So many rows are sent, awaited and read back before the others.</summary>
    [Parameter]
    [ValidateRange(1, ConstantContactLimits.MaxContacts)]
    public int Canary { get; set; }

    /// <summary>The connection, or its name. Without it the only connection of this runspace.</summary>
    [Parameter]
    [SessionTransformation(ServiceKind.ConstantContact)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public CCSession? Session { get; set; }

    private protected override BulkSession? GivenSession => Session;

    private protected override ImportSettings Complete(ImportSettings settings, ImportSettings from) => settings with
    {
        Method = Given(nameof(Method)) ? MethodOf(Method) : from.Method,
        BatchSize = Given(nameof(BatchSize)) ? BatchSize : from.BatchSize,
        Canary = Canary,
        ThrottleLimit = Given(nameof(ThrottleLimit)) || settings.HasSettingsFrom ? settings.ThrottleLimit : UsualRequests,
    };

    private protected override IEnumerable<string> Remarks(ImportSettings settings)
    {
        if (settings.Tags.Count > 0)
            yield return "tagged " + string.Join(", ", settings.Tags) + " when they are in";
        yield return "whoever has left stays off";
    }

    private static ImportMethod MethodOf(CCImportMethod method) => method switch
    {
        CCImportMethod.Csv => ImportMethod.Csv,
        CCImportMethod.Json => ImportMethod.Json,
        _ => ImportMethod.Auto,
    };
}
