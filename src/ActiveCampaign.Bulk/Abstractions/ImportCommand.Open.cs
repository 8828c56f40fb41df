using System;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <content>What -IfOpen Resume does with an activity of the same name.</content>
public abstract partial class ImportCommand
{
    private ActivitySnapshot? FindOpen(JournalStore store, ImportSettings settings)
    {
        if (IfOpen != ACOpenMode.Resume || !settings.IsNamed || IsWhatIf)
            return null;
        DateTimeOffset now = Live.Account.Clock.GetUtcNow();
        if (ActivityGate.FindOpen(store, Current.Host, settings.ActivityName, now, ActivityKinds.Import) is ActivitySnapshot open)
            return open;

        // All of this file was sent and the service is not done with it: the line waits for that, and sends nothing anew.
        return settings.Source is not null && ActivityGate.FindPending(store, Current.Host, settings.ActivityName, now) is ActivitySnapshot pending && IsSameFile(pending)
            ? pending
            : null;
    }

    private bool IsSameFile(ActivitySnapshot activity) => HeaderSettings.Read(activity.Header).Source is InputFile before && IsSameSheet(before, _settings.Source!) && Await(token => ActivityGate.IsSameFileAsync(activity, _settings.Source!.Path, token));

    // Two sheets of one workbook are two inputs.
    private static bool IsSameSheet(InputFile one, InputFile other) =>
        string.Equals(one.WorksheetName, other.WorksheetName, StringComparison.OrdinalIgnoreCase) && (one.HeaderRow, one.HiddenRow) == (other.HeaderRow, other.HiddenRow);

    // The file is a new one: what is left of the last is sent from the journal first. Where rows of the last file were
    // never read, this ends with InputChanged.
    private void Finish(ActivitySnapshot open, LiveConnection live)
    {
        if (!Force && !ShouldProcess(Describe(_settings), Describe(_settings) + "?", "Finish the last import"))
            return;
        RejectSink rejects = new(this, RejectAction);
        rejects.Follow(open.Folder);
        WriteWarning(Messages.GoesOn(open.Header.Name, open.Header.Id));
        using ImportPump pump = new(this, Current, live, Resume(open, live), _settings, rejects, Wait);
        pump.Start();
        pump.RunToEnd(StopToken);
    }

    // The activity goes on as it began; what this line says otherwise is for the next one.
    private ImportRun Resume(ActivitySnapshot open, LiveConnection live)
    {
        ImportSettings began = HeaderSettings.Read(open.Header);
        InputFile? source = _settings.Source is InputFile given && began.Source is InputFile before ? before with { Path = given.Path } : _settings.Source;
        ImportSettings settings = began with { Source = source, Callback = _settings.Callback, Force = false };
        Dependencies.FindAgain(this, Current, live, Journal!, settings.DependsOn).Wait();
        return Await(token => ImportRun.ResumeAsync(live.Service, JournalStore.OfFolder(open.Folder), open.Folder, settings, settings.Source is null, token, live.Poller));
    }
}
