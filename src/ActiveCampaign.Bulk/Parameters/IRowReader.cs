using System.Collections.Generic;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Makes rows of pipeline objects, in chunks.</summary>
internal interface IRowReader
{
    /// <summary>Reads one object; a full chunk comes out, else null.</summary>
    public IReadOnlyList<SourceRow>? Read(PSObject input);

    /// <summary>The rows read since the last full chunk, or null.</summary>
    public IReadOnlyList<SourceRow>? TakeRest();
}
