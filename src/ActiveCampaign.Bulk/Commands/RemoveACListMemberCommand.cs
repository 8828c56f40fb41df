using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Takes contacts off lists, in bulk, and reads back that they have left.</summary>
[Cmdlet(VerbsCommon.Remove, "ACListMember", DefaultParameterSetName = ListSet, SupportsShouldProcess = true)]
[OutputType(typeof(ACImportBatch), typeof(ACImportResult))]
public sealed class RemoveACListMemberCommand : ACMemberCommand
{
    private const string ListSet = "List";
    private const string AllSet = "AllLists";

    private IReadOnlyList<ListChoice> _lists = [];

    /// <summary>Lists, by name or id; wildcards are fine.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[] List { get; set; } = [];

    /// <summary>Every list of the account; asks before.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter AllLists { get; set; }

    /// <summary>Refuses to take more contacts than this off lists.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long MaxCount { get; set; }

    /// <summary>Takes the service's word for it.</summary>
    [Parameter]
    public SwitchParameter NoVerify { get; set; }

    private protected override bool AsksAtEnd => AllLists;

    private protected override long? MaxContacts => MyInvocation.BoundParameters.ContainsKey(nameof(MaxCount)) ? MaxCount : null;

    private protected override string Deed => "Unsubscribe contacts";

    private protected override string Aim => (AllLists ? "off every list: " : "off ") + string.Join(", ", _lists.Select(list => list.Name));

    private protected override ImportSettings Aimed(ImportSettings settings)
    {
        _lists = AllLists ? Lists() : ListNames.Expand(List, Lists);
        if (_lists.Count == 0)
            throw new BulkException(BulkError.UnknownList, Messages.NoListNamed);
        return settings with { Action = ImportAction.Unsubscribe, UnsubscribeLists = _lists.Select(list => list.Key).ToList(), Verify = !NoVerify };
    }

    private IReadOnlyList<ListChoice> Lists()
    {
        CatalogReader reader = new(Live.Account);
        return Await(reader.ListsAsync).Select(list => ListNames.Of(list.Id, list.Name)).ToList();
    }
}
