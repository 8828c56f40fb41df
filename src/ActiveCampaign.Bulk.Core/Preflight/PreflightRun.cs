using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Preflight;

/// <summary>
/// A test of an input: a rehearsal of the import, which is told of by what it finds. What it calls refused is what the
/// import refuses, since it is the import's own stages that refuse it.
/// </summary>
internal sealed class PreflightRun : IDisposable
{
    private readonly PreflightWatch _watch;
    private readonly long? _maxRefused;

    private PreflightRun(ImportRun? run, PreflightWatch watch, long? maxRefused)
    {
        Run = run;
        _watch = watch;
        _maxRefused = maxRefused;
    }

    /// <summary>The rehearsal; null where the import would end before its first row, whatever that is.</summary>
    public ImportRun? Run { get; }

    /// <summary>Prepares it. Reads only.</summary>
    /// <param name="service">The service, bound to the account.</param>
    /// <param name="store">Where journals lie.</param>
    /// <param name="settings">What the import is asked for.</param>
    /// <param name="options">What the test is asked for.</param>
    /// <param name="poller">The connection's.</param>
    /// <param name="token">Ends it.</param>
    /// <exception cref="BulkException">Nothing can be tested, for a reason that is not the input.</exception>
    public static async Task<PreflightRun> PrepareAsync(BulkService service, JournalStore store, ImportSettings settings, PreflightOptions options, StatusPoller poller, CancellationToken token)
    {
        PreflightWatch watch = new(service, options, settings.RejectSafe);
        try
        {
            ImportSettings fitting = settings with { IsRehearsal = true, MaxRefused = null, RejectPath = null };
            while (true)
            {
                try
                {
                    ImportRun run = await ImportRun.PrepareAsync(service, store, fitting, token, poller, watch).ConfigureAwait(false);
                    if (settings.RejectPath is string path)
                        watch.Rejects = new RefusedOutput(path, settings.RejectSafe, settings.RejectReplace, run.ActivityId, run.Dialect is null ? null : run.Dialect with { TellsAbsent = settings.Mapping.ClearColumns.Count > 0 });
                    return new PreflightRun(run, watch, settings.MaxRefused);
                }
                catch (BulkException e) when (IsOfTheInput(e))
                {
                    watch.Issues.Add(e);
                    if (Without(fitting, e) is not ImportSettings fewer)
                        return new PreflightRun(null, watch, settings.MaxRefused);
                    fitting = fewer;
                }
            }
        }
        catch
        {
            watch.Dispose();
            throw;
        }
    }

    /// <summary>Whether an error is about the input or the names that are given for it: something that the test is to find.</summary>
    public static bool IsOfTheInput(BulkException failure) => failure.Error is BulkError.NoInput or BulkError.FileEmpty or BulkError.NotATable
        or BulkError.HeaderInvalid or BulkError.NoEmailColumn or BulkError.UnknownColumn or BulkError.DuplicateColumn or BulkError.ColumnMapInvalid
        or BulkError.ClearColumnBlank or BulkError.UnknownList or BulkError.UnknownTag or BulkError.UnknownWorksheet or BulkError.HiddenRows;

    /// <summary>The import would have ended in the middle.</summary>
    public void Ended(BulkException failure) => _watch.Issues.Add(failure);

    /// <summary>What was found; the files are whole then. Call it once.</summary>
    public PreflightReport Report()
    {
        if (_maxRefused is long limit && Run is not null && Run.Counts.Refused > limit)
            _watch.Issues.Add(new BulkException(BulkError.TooManyRefused, Texts.TooManyRefused(limit)));
        PreflightReport report = _watch.Report(Run);
        _watch.Issues.Complete();
        return report;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Run?.Dispose();
        _watch.Dispose();
    }

    // A list or tag that is not there is left out, so that the rest is looked at too.
    private static ImportSettings? Without(ImportSettings settings, BulkException failure)
    {
        if (failure.Error is not (BulkError.UnknownList or BulkError.UnknownTag) || failure.Target is not string name)
            return null;
        ImportSettings fewer = settings with
        {
            Lists = settings.Lists.Where(list => list != name).ToList(),
            UnsubscribeLists = settings.UnsubscribeLists.Where(list => list != name).ToList(),
            Tags = settings.Tags.Where(tag => tag != name).ToList(),
        };
        int left = fewer.Lists.Count + fewer.UnsubscribeLists.Count + fewer.Tags.Count;
        return left < settings.Lists.Count + settings.UnsubscribeLists.Count + settings.Tags.Count ? fewer : null;
    }
}
