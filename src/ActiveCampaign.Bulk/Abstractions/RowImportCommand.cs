using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that takes what an import into ActiveCampaign takes.</summary>
public abstract class RowImportCommand : ImportCommand
{
    private protected RowImportCommand()
    {
    }

    /// <summary>Lists to unsubscribe every row from, by name or id.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[] UnsubscribeList { get; set; } = [];

    /// <summary>Tells the service to run no automation.</summary>
    [Parameter]
    public SwitchParameter SkipAutomation { get; set; }

    /// <summary>Columns whose blank cells clear the value.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[] ClearColumn { get; set; } = [];

    /// <summary>Lets a column of -ClearColumn be blank in every row.</summary>
    [Parameter]
    public SwitchParameter AllowClearAll { get; set; }

    /// <summary>The route: Auto, Bulk (the importer) or Single (one contact a call).</summary>
    [Parameter]
    public ACImportMethod Method { get; set; }

    /// <summary>Contacts in a batch.</summary>
    [Parameter]
    [ValidateRange(2, ServiceLimits.MaxContacts)]
    public int BatchSize { get; set; } = ServiceLimits.MaxContacts;

    /// <summary>So many rows are sent, awaited and read back before the others.</summary>
    [Parameter]
    [ValidateRange(1, ServiceLimits.MaxContacts)]
    public int Canary { get; set; }

    /// <summary>Where the service calls when a batch has ended.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? CallbackUri { get; set; }

    /// <summary>What it sends along in the body.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable CallbackParameter { get; set; } = [];

    /// <summary>What it sends along as headers.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable CallbackHeader { get; set; } = [];

    /// <summary>The connection, or its name. Without it the only connection of this runspace.</summary>
    [Parameter]
    [SessionTransformation(ServiceKind.ActiveCampaign)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public ACSession? Session { get; set; }

    private protected override BulkSession? GivenSession => Session;

    private protected override ImportSettings Complete(ImportSettings settings, ImportSettings from) => settings with
    {
        Mapping = settings.Mapping with { ClearColumns = Given(nameof(ClearColumn)) ? ClearColumn : from.Mapping.ClearColumns },
        UnsubscribeLists = Given(nameof(UnsubscribeList)) ? UnsubscribeList : from.UnsubscribeLists,
        SkipAutomation = Given(nameof(SkipAutomation)) ? SkipAutomation : from.SkipAutomation,
        AllowClearAll = AllowClearAll,
        Method = Given(nameof(Method)) ? (ImportMethod)(int)Method : from.Method,
        BatchSize = Given(nameof(BatchSize)) ? BatchSize : from.BatchSize,
        Canary = Canary,
        Callback = Callbacks.Of(CallbackUri, CallbackParameter, CallbackHeader),
    };

    private protected override IEnumerable<string> Remarks(ImportSettings settings)
    {
        if (settings.UnsubscribeLists.Count > 0)
            yield return "off " + string.Join(", ", settings.UnsubscribeLists);
        if (settings.Tags.Count > 0)
            yield return "tagged " + string.Join(", ", settings.Tags);
        yield return settings.SkipAutomation ? "automations skipped" : "automations run";
    }
}
