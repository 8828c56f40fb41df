using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Where a run's rows come from.</summary>
/// <param name="Reader">The input file, open, or null.</param>
/// <param name="Hash">Its SHA-256, or null.</param>
/// <param name="TakesRows">Whether there is any input: a file, or rows that are handed in.</param>
internal sealed record InputSource(RowFile? Reader, string? Hash, bool TakesRows) : IDisposable
{
    /// <summary>Whether rows are hashed one by one, since no file's hash stands for them.</summary>
    public bool IsHashedByRow { get; private init; }

    /// <summary>Opens the input of a new run.</summary>
    public static async Task<InputSource> OpenAsync(ImportSettings settings, CancellationToken token)
    {
        if (settings.Source is not InputFile source)
            return new InputSource(null, null, TakesRows: true) { IsHashedByRow = !settings.IsRehearsal };
        RowFile reader = RowFile.Open(source);
        try
        {
            string? hash = settings.IsRehearsal ? null : await FileHash.OfAsync(source.Path, token).ConfigureAwait(false);
            return new InputSource(reader, hash, TakesRows: true);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Opens the input of a run that goes on, and makes sure that it is the same.</summary>
    /// <exception cref="BulkException">It is not.</exception>
    public static async Task<InputSource> ReopenAsync(ImportSettings settings, ResumePlan plan, bool takesRows, CancellationToken token)
    {
        string? before = plan.Activity.Header.SourceHash;
        if (settings.Source is null ? !takesRows : !plan.NeedsInput)
            return new InputSource(null, before, TakesRows: false);

        // Rows that are handed in are gone through even when the journal has them all: they may be others.
        if (settings.Source is not InputFile source)
            return before is null ? new InputSource(null, null, TakesRows: true) { IsHashedByRow = true } : throw Needed(plan);
        InputSource opened = await OpenAsync(settings, token).ConfigureAwait(false);
        if (before is null || before == opened.Hash)
            return opened with { IsHashedByRow = before is null };
        opened.Dispose();
        throw new BulkException(BulkError.InputChanged, Texts.FileChanged(source.Path) + (plan.Lost.Count == 0 ? string.Empty : " " + Texts.RowsNeedInput(Texts.RowList(plan.Lost.SelectMany(open => open.Rows)))), source.Path);
    }

    public void Dispose() => Reader?.Dispose();

    // Rows that were read from a file can be told to be the same only by the file.
    private static BulkException Needed(ResumePlan plan) =>
        new(BulkError.InputNeeded, Texts.InputNeeded(plan.Activity.RowsRead), plan.Activity.Header.SourcePath);
}
