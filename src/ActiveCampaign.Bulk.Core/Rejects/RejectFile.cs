using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>
/// The reject file of an activity. It follows the journal and never runs ahead of it, so that every refused row comes
/// into it once, whatever was killed in between and whichever command goes on. Shared by the commands of a process;
/// safe for several threads.
/// </summary>
internal sealed class RejectFile : IDisposable
{
    private static readonly TimeSpan s_often = TimeSpan.FromMilliseconds(200);
    private static readonly Dictionary<string, RejectFile> s_open = new(StringComparer.Ordinal);

    private readonly object _gate = new();
    private readonly string _folder;
    private readonly string _activityId;
    private readonly RejectMark _mark;
    private readonly BatchHandles _handles;
    private readonly RejectWriter _writer;
    private readonly bool _safe;
    private readonly CsvDialect _dialect;
    private readonly Stopwatch _since = new();
    private JournalWriter? _journal;
    private long _offset;
    private bool _replaces;
    private int _users = 1;

    private RejectFile(string folder, RejectTarget target)
    {
        _folder = folder;
        _activityId = target.ActivityId;
        _mark = new RejectMark(folder);
        _handles = new BatchHandles(folder);
        Path = target.Path;
        _safe = target.Safe;
        _dialect = target.Dialect;
        _writer = new RejectWriter(Path, _safe, _dialect);
        _offset = _mark.Read();
        _replaces = target.Replaces && !_mark.Exists;
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>What keeps rows from getting into the file, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>The reject file of the activity in a journal folder; null when it has none. Dispose what you get.</summary>
    public static RejectFile? Open(string folder)
    {
        lock (s_open)
        {
            if (s_open.TryGetValue(folder, out RejectFile? file))
            {
                file._users++;
                return file;
            }

            if (RejectTarget.Read(folder) is not RejectTarget target)
                return null;
            file = new RejectFile(folder, target);
            s_open.Add(folder, file);
            JournalStore.Occupy(folder);
            return file;
        }
    }

    /// <summary>
    /// Brings into the file what the journal has and the file lacks; now and then only, unless asked to do it to the end.
    /// While another process writes the activity, that process does it. A failure becomes <see cref="Problem"/>. Files that
    /// are to be replaced stay until the input was read to its end: they may be what it is read from.
    /// </summary>
    public void CatchUp(bool toEnd)
    {
        lock (_gate)
        {
            if (!toEnd && _since.IsRunning && _since.Elapsed < s_often)
                return;
            _since.Restart();
            if (_replaces ? !toEnd : !HasMore(toEnd))
                return;
            try
            {
                Problem = null;
                if (_replaces)
                    Replace();
                else
                    Follow(_writer);
            }
            catch (Exception e) when (e is BulkException || Disk.IsFailure(e))
            {
                // The rows are safe in the journal; the next try, or Export-ACReject, gets them out.
                Problem = e is BulkException ? e.Message : Texts.FileUnwritable(Path, e.Message);
                _writer.Dispose();
            }
        }
    }

    /// <summary>Done with it; the last one to say so lets go of the journal.</summary>
    public void Dispose()
    {
        lock (s_open)
        {
            if (--_users > 0)
                return;
            s_open.Remove(_folder);
            JournalStore.Vacate(_folder);
        }

        lock (_gate)
        {
            _writer.Dispose();
            _journal?.Dispose();
            _journal = null;
        }
    }

    private bool HasMore(bool toEnd)
    {
        // What is on its way to the journal's file is waited for at the end; nothing is where nobody writes.
        bool mayGrow = toEnd && JournalStore.IsOpen(_folder);
        if (!mayGrow && !IsBehind())
            return false;
        _journal ??= JournalStore.TryOpen(_folder);
        if (toEnd)
            _journal?.Drain();
        return _journal is not null && IsBehind();
    }

    private bool IsBehind() => new FileInfo(System.IO.Path.Combine(_folder, JournalFiles.Refused)) is { Exists: true } refused && refused.Length > _offset;

    private void Replace()
    {
        _journal ??= JournalStore.TryOpen(_folder);
        if (_journal is null)
            return;
        _journal.Drain();
        if (!JournalReader.Read(_folder).InputComplete)
        {
            Problem = Texts.RejectsWait;
            return;
        }

        using RejectReplacement replacement = new(Path, _safe, _activityId, _dialect);
        long end = Write(replacement.Writer);
        replacement.Complete();
        _replaces = false;
        Mark(end);
    }

    private void Follow(RejectWriter writer) => Mark(Write(writer));

    private long Write(RejectWriter writer)
    {
        long end = _offset;
        foreach (JournaledRefusal refusal in RefusedRows.ReadFrom(_folder, _offset))
        {
            writer.Add(_activityId, refusal.Row, _handles.Find(refusal.Batch));
            end = refusal.End;
        }

        writer.Close();
        return end;
    }

    private void Mark(long end)
    {
        _mark.Write(end);
        _offset = end;
    }
}
