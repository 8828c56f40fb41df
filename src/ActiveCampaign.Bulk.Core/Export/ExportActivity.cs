using System;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Runs;

namespace ActiveCampaign.Bulk.Core.Export;

/// <summary>A run that reads contacts of an account into a file. What is read is journaled, so that another run goes on after a kill.</summary>
internal abstract class ExportActivity : ActivityRun
{
    private readonly JournalStore _store;
    private long _rows;
    private long _total = -1;

    private protected ExportActivity(RunContext context, JournalStore store, ActivityHeader header)
        : base(context) =>
        (Context, _store, Header) = (context, store, header);

    /// <summary>The activity's id.</summary>
    public string ActivityId => Header.Id;

    /// <summary>The activity's journal folder, whether it is there yet or not.</summary>
    public string Folder => Context.Journal?.Folder ?? _store.FolderOf(Header.Host, Header.Id);

    /// <summary>Contacts read so far, in all runs.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>How many there will be, or null.</summary>
    public long? Total => Interlocked.Read(ref _total) is >= 0 and long total ? total : null;

    /// <summary>What came of it; null until it is complete.</summary>
    public ExportOutcome? Outcome { get; private set; }

    private protected RunContext Context { get; }

    private protected ActivityHeader Header { get; private set; }

    /// <summary>Reads everybody into the file.</summary>
    private protected abstract Task<ExportOutcome> ExportAsync(CancellationToken token);

    /// <summary>The journal was made: what is to lie beside it is written.</summary>
    private protected virtual void Begun()
    {
    }

    /// <summary>Contacts were read by earlier runs.</summary>
    private protected void BeginAt(long rows) => Interlocked.Exchange(ref _rows, rows);

    /// <summary>Contacts were read.</summary>
    private protected void Count(int rows) => Interlocked.Add(ref _rows, rows);

    /// <summary>Notes how many there will be, or null; false where that was known.</summary>
    private protected bool Expect(long? total) => Interlocked.Exchange(ref _total, total ?? -1) != (total ?? -1);

    /// <inheritdoc/>
    private protected override async Task WorkAsync()
    {
        OpenJournal();
        try
        {
            Outcome = await ExportAsync(Context.Stop).ConfigureAwait(false);
        }
        catch (Exception e) when (Disk.IsFailure(e))
        {
            throw new BulkException(BulkError.JournalUnwritable, Texts.JournalUnwritable(Folder, e.Message), Folder, e);
        }
    }

    /// <inheritdoc/>
    private protected override ActivityEnd? End() => Outcome is null ? EndOf(Rows, complete: false, ActivityState.Stopped) : new ActivityEnd(ActivityState.Completed, Rows, true);

    /// <inheritdoc/>
    private protected override void Closing(JournalWriter journal, ActivityEnd end)
    {
        journal.Drain();
        if (end.State == ActivityState.Completed)
            ExportFiles.Remove(journal.Folder);
    }

    private void OpenJournal()
    {
        if (Context.Journal is not null)
        {
            Context.Journal.Note(new RunResumed(Context.Now));
            return;
        }

        Header = Header with { StartedAt = Context.Now };
        Context.Journal = _store.Create(Header);
        Begun();
    }
}
