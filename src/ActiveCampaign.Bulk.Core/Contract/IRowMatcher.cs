using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Contract;

/// <summary>
/// Looks rows up in the account before they are placed. What is found goes on with its id and address; what is not is
/// refused. Used by one thread.
/// </summary>
internal interface IRowMatcher
{
    /// <summary>Takes rows in; what is known of these and earlier ones by now.</summary>
    public Task<MatchedRows> AddAsync(IReadOnlyList<SourceRow> rows, CancellationToken token);

    /// <summary>Looks up what is left.</summary>
    public Task<MatchedRows> CompleteAsync(CancellationToken token);

    /// <summary>When a row was looked up, or taken as it came.</summary>
    public DateTimeOffset? TimeOf(long row);
}

/// <summary>Rows that were looked up.</summary>
/// <param name="Ready">Those that may be placed.</param>
/// <param name="Refused">Those that may not.</param>
internal sealed record MatchedRows(IReadOnlyList<SourceRow> Ready, IReadOnlyList<RefusedRow> Refused);
