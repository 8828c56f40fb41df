using System;
using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>What the journal of an export says of its stretches.</summary>
internal sealed class ExportLedger
{
    private readonly SortedDictionary<int, (int After, int UpTo, ExportMark? Mark)> _ranges = [];

    /// <summary>The highest id that there was; null when the export did not come so far.</summary>
    public int? Highest { get; private set; }

    /// <summary>The contacts the service spoke of, or null.</summary>
    public long? Total { get; private set; }

    /// <summary>Calls made.</summary>
    public long Calls { get; private set; }

    /// <summary>Contacts on the disk.</summary>
    public long Rows => _ranges.Values.Sum(range => range.Mark?.Rows ?? 0);

    /// <summary>The stretches by number, with how far they are.</summary>
    public IEnumerable<(int Number, int After, int UpTo, ExportMark? Mark)> Ranges => _ranges.Select(range => (range.Key, range.Value.After, range.Value.UpTo, range.Value.Mark));

    /// <summary>Takes in what happened.</summary>
    public void Apply(ActivityEvent happened)
    {
        switch (happened)
        {
            case ExportSpan span:
                (Highest, Total) = (span.Highest, span.Total);
                break;
            case ExportStretch stretch:
                _ranges[stretch.Number] = (stretch.After, stretch.UpTo, null);
                if (_ranges.TryGetValue(stretch.Of, out (int After, int UpTo, ExportMark? Mark) cut))
                    _ranges[stretch.Of] = cut with { UpTo = stretch.After };
                break;
            case ExportMark mark:
                if (_ranges.TryGetValue(mark.Number, out (int After, int UpTo, ExportMark? Mark) range))
                    _ranges[mark.Number] = range with { Mark = mark };
                Calls = Math.Max(Calls, mark.Calls);
                break;
        }
    }
}
