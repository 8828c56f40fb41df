using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Counts refused rows by reason.</summary>
internal sealed class ReasonSums
{
    private readonly Dictionary<RowReason, long> _rows = [];

    /// <summary>All of them.</summary>
    public long Total { get; private set; }

    public void Add(RowReason reason)
    {
        _rows[reason] = (_rows.TryGetValue(reason, out long rows) ? rows : 0) + 1;
        Total++;
    }

    /// <summary>As <c>20 DateInvalid, 3 EmailInvalid</c>: the most first.</summary>
    public override string ToString() => string.Join(", ", _rows.OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key)
        .Select(reason => string.Format(CultureInfo.CurrentCulture, "{0:N0} {1}", reason.Value, reason.Key)));
}
