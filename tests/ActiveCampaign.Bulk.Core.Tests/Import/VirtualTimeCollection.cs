using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>Tests that move a virtual clock when nothing runs: nothing else may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class VirtualTimeCollection
{
    public const string Name = "Virtual time";
}
