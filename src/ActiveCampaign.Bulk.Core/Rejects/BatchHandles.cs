using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>Knows the service's handles of an activity's batches. Reads of the journal what is new since the last time.</summary>
internal sealed class BatchHandles
{
    private readonly string _path;
    private readonly JournalScan _scan;
    private readonly Dictionary<int, string> _handles = [];
    private long _offset;

    public BatchHandles(string folder)
    {
        _path = Path.Combine(folder, JournalFiles.Main);
        _scan = new JournalScan(_path);
    }

    /// <summary>The handle of a batch, or null when it has none.</summary>
    public string? Find(int batch)
    {
        if (batch == 0)
            return null;
        if (!_handles.ContainsKey(batch))
            ReadOn();
        return _handles.TryGetValue(batch, out string? handle) ? handle : null;
    }

    private void ReadOn()
    {
        if (!File.Exists(_path) || new FileInfo(_path).Length <= _offset)
            return;
        foreach ((int batch, string handle) in _scan.Read(ReadHandle, _offset))
            _handles[batch] = handle;
        _offset = Math.Max(_offset, _scan.End);
    }

    private static Tuple<int, string>? ReadHandle(long offset, ArraySegment<byte> line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        return root.TryGetProperty("batchId", out JsonElement handle) && root.TryGetProperty("n", out JsonElement number) && handle.GetString() is string text
            ? Tuple.Create(number.GetInt32(), text)
            : null;
    }
}
