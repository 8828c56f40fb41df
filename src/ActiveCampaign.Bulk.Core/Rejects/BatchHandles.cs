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
    private readonly Dictionary<int, string> _handles = [];
    private long _offset;

    public BatchHandles(string folder)
    {
        _path = Path.Combine(folder, JournalFiles.Main);
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
        foreach ((long offset, ArraySegment<byte> line) in SegmentScanner.Lines(_path, _offset))
        {
            _offset = offset + line.Count + 1;
            Take(line);
        }
    }

    private void Take(ArraySegment<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            if (document.RootElement.TryGetProperty("batchId", out JsonElement handle) && document.RootElement.TryGetProperty("n", out JsonElement number))
                _handles[number.GetInt32()] = handle.GetString()!;
        }
        catch (JsonException)
        {
            // The torn end of an earlier run: the batch is one that nobody has a handle of.
        }
    }
}
