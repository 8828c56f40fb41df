using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Files;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// The one task that writes. It takes all lines that wait, writes them, flushes once if one of them asks for it, and
/// then tells everybody who waits.
/// </summary>
internal sealed class AppendQueue : IDisposable
{
    private readonly string _folder;
    private readonly BatchSegments _segments;
    private readonly Dictionary<string, FileStream> _files = new(StringComparer.Ordinal);
    private readonly Channel<AppendEntry> _channel = Channel.CreateUnbounded<AppendEntry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writing;
    private Exception? _failure;

    public AppendQueue(string folder, BatchSegments segments)
    {
        _folder = folder;
        _segments = segments;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Adds a line that nobody waits for.</summary>
    public void Add(AppendEntry entry)
    {
        if (!_channel.Writer.TryWrite(entry))
            entry.Line?.Dispose();
    }

    /// <summary>Adds a line; the task ends when it is on the disk.</summary>
    public Task AddFlushed(AppendEntry entry) => AddWaited(entry, flush: true);

    /// <summary>Adds a line; the task ends when it is in the file.</summary>
    public Task AddWritten(AppendEntry entry) => AddWaited(entry, flush: false);

    /// <summary>Whether segments and rows that were left out stay for a result file.</summary>
    public bool KeepsCells
    {
        get => _segments.Keeps;
        set => _segments.Keeps = value;
    }

    /// <summary>Whether segments stay for what comes after the import.</summary>
    public bool KeepsContacts
    {
        set => _segments.KeepsContacts = value;
    }

    /// <summary>Nothing comes after the import any more: what is needed for nothing else goes.</summary>
    public void FreeContacts() => Add(new AppendEntry(null, null) { FreesContacts = true });

    /// <summary>The result file has the cells: what is needed for nothing else goes.</summary>
    public void FreeCells() => Add(new AppendEntry(null, null) { Frees = true });

    public void Settle(int batch) => Add(new AppendEntry(null, null) { Settles = batch });

    /// <summary>Waits until all lines added so far are in the files.</summary>
    public void Drain() => AddWaited(new AppendEntry(null, null), flush: false).GetAwaiter().GetResult();

    public (string Path, long Offset)? Locate(int batch) => _segments.Locate(batch);

    public void Dispose()
    {
        _channel.Writer.TryComplete();
        _writing.GetAwaiter().GetResult();
        if (_failure is not null)
            throw Unwritable(_failure);
    }

    private Task AddWaited(AppendEntry entry, bool flush)
    {
        TaskCompletionSource<bool> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_channel.Writer.TryWrite(entry with { Done = done, Flush = flush }))
        {
            entry.Line?.Dispose();
            done.SetException(new ObjectDisposedException(nameof(AppendQueue)));
        }

        return done.Task;
    }

    private async Task WriteAsync()
    {
        List<AppendEntry> round = [];
        while (await _channel.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (_channel.Reader.TryRead(out AppendEntry? entry))
                round.Add(entry);
            WriteRound(round);
            round.Clear();
        }

        CloseFiles();
    }

    private void WriteRound(List<AppendEntry> round)
    {
        try
        {
            if (_failure is null)
                WriteLines(round);
        }
        catch (Exception e)
        {
            // Whatever it is, everybody who waits for the journal is told: nobody may wait for a writer that is gone.
            _failure = e;
        }

        foreach (AppendEntry entry in round)
        {
            entry.Line?.Dispose();
            if (_failure is null)
                entry.Done?.SetResult(true);
            else
                entry.Done?.SetException(Unwritable(_failure));
        }
    }

    private void WriteLines(List<AppendEntry> round)
    {
        HashSet<FileStream> toFlush = [];
        foreach (AppendEntry entry in round)
        {
            if (entry.Line is not null)
            {
                if (entry.File is null)
                    RollOver(toFlush);
                FileStream file = Write(entry);
                if (entry.Flush)
                    toFlush.Add(file);
            }

            if (entry.Settles != 0 && _segments.Settled(entry.Settles) is string gone)
                DeleteSegment(gone);
            if (entry.Frees)
                DeleteKept();
            if (entry.FreesContacts)
                DeleteContacts();
        }

        foreach (FileStream file in toFlush)
            Disk.Flush(file);
    }

    private FileStream Write(AppendEntry entry)
    {
        FileStream file = FileFor(entry.File ?? _segments.CurrentFile);
        ArraySegment<byte> line = entry.Line!.Segment;
        file.Write(line.Array!, line.Offset, line.Count);
        file.Flush();
        if (entry.Batch != 0)
            _segments.Added(entry.Batch, line.Count);
        return file;
    }

    private void RollOver(HashSet<FileStream> toFlush)
    {
        string full = _segments.CurrentFile;
        if (!_segments.RollOver())
            return;
        if (_files.TryGetValue(full, out FileStream? file))
        {
            Disk.Flush(file);
            file.Dispose();
            _files.Remove(full);
            toFlush.Remove(file);
        }

        foreach (string path in _segments.Leftovers())
            DeleteSegment(path);
    }

    private void DeleteContacts()
    {
        _segments.KeepsContacts = false;
        foreach (string path in _segments.Leftovers())
            DeleteSegment(path);
    }

    private void DeleteKept()
    {
        _segments.Keeps = false;
        foreach (string path in _segments.Leftovers())
            DeleteSegment(path);
        if (_files.TryGetValue(JournalFiles.LeftOut, out FileStream? left))
            left.Dispose();
        _files.Remove(JournalFiles.LeftOut);
        DeleteSegment(Path.Combine(_folder, JournalFiles.LeftOut));
    }

    // The line that settles a batch is on the disk before the batch itself goes.
    private void DeleteSegment(string path)
    {
        if (_files.TryGetValue(JournalFiles.Main, out FileStream? main))
            Disk.Flush(main);
        File.Delete(path);
    }

    private FileStream FileFor(string name)
    {
        if (_files.TryGetValue(name, out FileStream? file))
            return file;
        file = PrivateFile.Open(Path.Combine(_folder, name), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 64 * 1024);
        _files.Add(name, file);
        if (file.Length == 0)
            Disk.FlushFolder(_folder);
        JournalRepair.EndTornLine(file);
        return file;
    }

    private void CloseFiles()
    {
        string? empty = _segments.EmptyCurrent();
        foreach (FileStream file in _files.Values)
        {
            if (_failure is null)
                Try(() => Disk.Flush(file));
            Try(file.Dispose);
        }

        if (empty is not null && _failure is null)
            Try(() => File.Delete(empty));
    }

    // A file that cannot be written fails again here, with what is left of the last line: the others are closed all the same.
    private void Try(Action close)
    {
        try
        {
            close();
        }
        catch (Exception e)
        {
            _failure ??= e;
        }
    }

    private BulkException Unwritable(Exception failure) =>
        new(BulkError.JournalUnwritable, Texts.JournalUnwritable(_folder, failure.Message), _folder, failure);
}
