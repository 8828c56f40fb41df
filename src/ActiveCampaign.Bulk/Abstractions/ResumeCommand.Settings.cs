using System.IO;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Abstractions;

/// <content>What an activity goes on with.</content>
public abstract partial class ResumeCommand
{
    private ImportSettings SettingsFor(ActivityHeader header)
    {
        ImportSettings before = HeaderSettings.Read(header);
        return before with
        {
            Source = before.Action == ImportAction.Import ? SourceFor(before.Source) : null,
            OnUnknown = Given(nameof(OnUnknown)) ? (UnknownPolicy)(int)OnUnknown : Released(before.OnUnknown),
            ThrottleLimit = Given(nameof(ThrottleLimit)) ? ThrottleLimit : before.ThrottleLimit,
            Callback = Callback,
        };
    }

    // Rows are held for somebody to decide about, and this is the command that does.
    private static UnknownPolicy Released(UnknownPolicy before) => before == UnknownPolicy.Hold ? UnknownPolicy.Auto : before;

    // A file that is no longer there keeps nobody from sending what the journal has.
    private InputFile? SourceFor(InputFile? before)
    {
        if (Path is not null)
            return before is null ? new InputFile { Path = InputPath.Resolve(this, Path) } : before with { Path = InputPath.Resolve(this, Path) };
        return before is not null && File.Exists(before.Path) ? before : null;
    }
}
