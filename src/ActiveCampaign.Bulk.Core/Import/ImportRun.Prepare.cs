using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Import;

/// <content>How a run comes about.</content>
internal sealed partial class ImportRun
{
    /// <summary>Checks input and settings against the account. Reads only; nothing is sent or written.</summary>
    /// <param name="service">The service, bound to the account.</param>
    /// <param name="store">Where its journal goes.</param>
    /// <param name="settings">What is asked for.</param>
    /// <param name="token">Ends the checks.</param>
    /// <param name="poller">The connection's; null for one that ends with the run.</param>
    /// <param name="watch">What is told of every row of a rehearsal, or null.</param>
    /// <exception cref="BulkException">Something does not fit.</exception>
    public static async Task<ImportRun> PrepareAsync(
        BulkService service, JournalStore store, ImportSettings settings, CancellationToken token, StatusPoller? poller = null, IRowWatch? watch = null)
    {
        InputSource input = await InputSource.OpenAsync(settings, token).ConfigureAwait(false);

        // The journal has the sheet's own spelling: it tells one import from another.
        if (settings.Source is { WorksheetName: not null } source)
            settings = settings with { Source = source with { WorksheetName = input.Reader!.Shape.Sheet } };
        try
        {
            ImportPreparation preparation = await PreparedAsync(service, settings, input, watch, token).ConfigureAwait(false);
            StatusPoller? own = poller is null ? new StatusPoller(service) : null;
            ImportContext context = new(service, settings, preparation.Mapping, ActivityHeader.NewId(service.Connection.Clock.GetUtcNow()), poller ?? own!) { Store = store, SourceHash = input.Hash, Dialect = input.Reader?.Dialect, Watch = watch };
            NameLock? name = Enter(context, preparation, store);
            await LoadBaselineAsync(context, preparation, name, token).ConfigureAwait(false);
            return new ImportRun(context, preparation, input, null, own) { _name = name };
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Goes on where an earlier run of an activity ended, whatever ended it. Rows that the journal has are taken from
    /// there; rows that were never read come from the same file, or from the same rows handed in again.
    /// </summary>
    /// <param name="service">The service, bound to the account.</param>
    /// <param name="store">Where journals lie.</param>
    /// <param name="folder">The activity's folder.</param>
    /// <param name="settings">The activity's settings, with the input where it is needed.</param>
    /// <param name="takesRows">Whether rows are handed in.</param>
    /// <param name="token">Ends the preparation.</param>
    /// <param name="poller">The connection's; null for one that ends with the run.</param>
    /// <exception cref="BulkException">Somebody is at work on it, or the input is not the same.</exception>
    public static async Task<ImportRun> ResumeAsync(
        BulkService service, JournalStore store, string folder, ImportSettings settings, bool takesRows, CancellationToken token, StatusPoller? poller = null)
    {
        JournalWriter journal = JournalStore.OpenToRun(folder);
        InputSource? input = null;
        try
        {
            ResumePlan plan = journal.Ask(ResumePlan.Of);
            input = await InputSource.ReopenAsync(settings, plan, takesRows, token).ConfigureAwait(false);
            ImportPreparation preparation = await PreparedAsync(service, settings, input, null, token).ConfigureAwait(false);
            StatusPoller? own = poller is null ? new StatusPoller(service) : null;
            ImportContext context = new(service, settings, preparation.Mapping, journal.ActivityId, poller ?? own!)
            {
                Store = store,
                Journal = journal,
                IsResumed = true,
            };
            NameLock? name = HoldName(context, store);
            await LoadBaselineAsync(context, preparation, name, token).ConfigureAwait(false);
            bool excludesOthers = Noted(plan, NotedSetting.ExcludeHash) != preparation.ExclusionHash;
            context.Exclusions = excludesOthers ? preparation.Exclusions : null;
            return new ImportRun(context, preparation, input, plan, own) { _name = name, _excludesOthers = excludesOthers };
        }
        catch
        {
            input?.Dispose();
            journal.EndRun();
            journal.Dispose();
            throw;
        }
    }

    // A rehearsal starts nothing that another run could meet.
    private static NameLock? Enter(ImportContext context, ImportPreparation preparation, JournalStore store)
    {
        if (context.Settings.IsRehearsal || context.Settings.Force)
            return null;
        NameLock? name = HoldName(context, store);
        try
        {
            ActivityGate.Check(store, ImportHeader.Create(context, preparation), context.Settings.IsNamed, context.Now);
            return name;
        }
        catch
        {
            name?.Dispose();
            throw;
        }
    }

    private static async Task LoadBaselineAsync(ImportContext context, ImportPreparation preparation, NameLock? name, CancellationToken token)
    {
        try
        {
            context.Comparison = await new BaselineLoader(context, preparation).LoadAsync(token).ConfigureAwait(false);
        }
        catch
        {
            name?.Dispose();
            throw;
        }
    }

    private static string? Noted(ResumePlan plan, string setting) => plan.Activity.Header.Settings.TryGetValue(setting, out string? value) ? value : null;

    private static NameLock? HoldName(ImportContext context, JournalStore store)
    {
        if (!context.Settings.IsNamed || context.Settings.Force)
            return null;
        string name = context.Settings.ActivityName;
        return NameLock.TryHold(store, context.Connection.Host, name)
            ?? throw new BulkException(BulkError.ActivityRunning, Texts.NameHeld(name), name);
    }

    private static async Task<ImportPreparation> PreparedAsync(BulkService service, ImportSettings settings, InputSource input, IRowWatch? watch, CancellationToken token)
    {
        ImportPreparation preparation = await ImportPreparation.ReadAsync(service, settings, token).ConfigureAwait(false);
        if (watch is not null)
            preparation = preparation with { Rows = watch.Tolerate(preparation.Rows, service, settings) };
        if (input.Reader is not null && settings.Action != ImportAction.Import)
            MemberRows.Check(input.Reader.Shape);
        else if (input.Reader is not null)
            await preparation.Rows.MapperForAsync(input.Reader.Shape, token).ConfigureAwait(false);
        return preparation;
    }
}
