using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

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

    public void Take(string kind, JsonElement line)
    {
        switch (kind)
        {
            case "span":
                Highest = line.GetProperty("highest").GetInt32();
                Total = line.TryGetProperty("total", out JsonElement total) ? total.GetInt64() : null;
                break;
            case "range":
                TakeRange(line);
                break;
            case "mark":
                TakeMark(line);
                break;
        }
    }

    private void TakeRange(JsonElement line)
    {
        int after = line.GetProperty("after").GetInt32();
        _ranges[line.GetProperty("n").GetInt32()] = (after, line.GetProperty("upTo").GetInt32(), null);
        if (_ranges.TryGetValue(line.GetProperty("of").GetInt32(), out (int After, int UpTo, ExportMark? Mark) cut))
            _ranges[line.GetProperty("of").GetInt32()] = cut with { UpTo = after };
    }

    private void TakeMark(JsonElement line)
    {
        ExportMark mark = new(
            line.GetProperty("n").GetInt32(),
            line.GetProperty("last").GetInt32(),
            line.GetProperty("done").GetBoolean(),
            line.GetProperty("rows").GetInt64(),
            line.GetProperty("length").GetInt64(),
            line.GetProperty("calls").GetInt64());
        if (_ranges.TryGetValue(mark.Number, out (int After, int UpTo, ExportMark? Mark) range))
            _ranges[mark.Number] = range with { Mark = mark };
        Calls = System.Math.Max(Calls, mark.Calls);
    }
}
