using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Shows the connections of this runspace with ActiveCampaign.</summary>
[Cmdlet(VerbsCommon.Get, "ACSession")]
[OutputType(typeof(ACSession))]
public sealed class GetACSessionCommand : SessionListCommand
{
}
