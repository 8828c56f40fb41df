using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Takes contacts of Constant Contact off lists, in bulk.</summary>
[Cmdlet(VerbsCommon.Remove, "CCListMember", SupportsShouldProcess = true)]
[OutputType(typeof(ACImportBatch), typeof(ACImportResult))]
public sealed class RemoveCCListMemberCommand : CCMemberCommand
{
    private IReadOnlyList<ListChoice> _lists = [];

    /// <summary>Lists, by name or id; wildcards are fine.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[] List { get; set; } = [];

    private protected override string Deed => "Take contacts off lists";

    private protected override string Aim => "off " + string.Join(", ", _lists.Select(list => list.Name));

    private protected override ImportSettings Aimed(ImportSettings settings)
    {
        _lists = ListNames.Expand(List, Lists);
        return settings with { Action = ImportAction.Unsubscribe, UnsubscribeLists = _lists.Select(list => list.Key).ToList() };
    }

    private IReadOnlyList<ListChoice> Lists()
    {
        AccountNames names = new(Live.Account);
        return Await(names.ListsAsync).Select(list => ListNames.Of(list.Id, list.Name)).ToList();
    }
}
