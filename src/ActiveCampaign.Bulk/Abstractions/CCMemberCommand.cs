using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>
/// A command that changes lists or tags of contacts of Constant Contact, or deletes them, by activities of 500. All contacts are
/// read first: how they are found in the fewest calls depends on their number, and what stands before the pipe may be an
/// import, which must have ended.
/// </summary>
public abstract class CCMemberCommand : MemberCommand
{
    // Activities are small here: the second is on its way while the first is answered.
    private const int UsualRequests = 2;

    /// <summary>The connection, or its name. Without it the only connection of this runspace.</summary>
    [Parameter]
    [SessionTransformation(ServiceKind.ConstantContact)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public CCSession? Session { get; set; }

    private protected override BulkSession? GivenSession => Session;

    private protected override bool ReadsFirst => true;

    private protected override IEnumerable<string> Remarks => ["no contact is created"];

    // The service runs activities in any order, and nobody is found whose import goes on. One that somebody must see to
    // first would hold up everything, and is told of anyway.
    private protected override IEnumerable<string> FindEarlier(JournalStore store) => ActivityFolders.Of(Service, store)
        .Where(folder => JournalReader.TryReadHeader(folder) is ActivityHeader header && header.Kind == ActivityKinds.Import && header.Host == Current.Host)
        .Select(folder => JournalReader.TryRead(folder, static _ => { })).OfType<ActivitySnapshot>()
        .Where(activity => activity.State != ActivityState.Completed && DependencyState.Of(activity).Stand == DependencyStand.Waiting)
        .Select(activity => activity.Header.Id).ToList();

    private protected sealed override ImportSettings Complete(ImportSettings settings) => Aimed(settings with { BatchSize = ConstantContactLimits.MaxNamed, ThrottleLimit = UsualRequests });

    /// <summary>What the contacts are to become.</summary>
    private protected abstract ImportSettings Aimed(ImportSettings settings);
}
