using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Shows the connections of this runspace with Constant Contact.</summary>
[Cmdlet(VerbsCommon.Get, "CCSession")]
[OutputType(typeof(CCSession))]
public sealed class GetCCSessionCommand : SessionListCommand
{
}
