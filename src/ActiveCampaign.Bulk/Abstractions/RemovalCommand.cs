using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Baselines;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Upkeep;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that deletes journals, or erases people from them. It needs no connection and asks nobody.</summary>
public abstract class RemovalCommand : BulkCommand
{
    private protected const string EmailSet = "Email";
    private const string IdSet = "Id";
    private const string ActivitySet = "Activity";
    private const string NameSet = "Name";
    private const string AgeSet = "OlderThan";
    private const string BaselineSet = "Baseline";

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _hosts = new(StringComparer.Ordinal);
    private NameFilter? _names;
    private string[]? _people;
    private bool _foundAny;

    private protected RemovalCommand()
    {
    }

    /// <summary>Ids of activities, or what has one.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet)]
    [ActivityIdTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActivityCompleter))]
    public string[]? ActivityId { get; set; }

    /// <summary>The activities.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ActivitySet)]
    [JobTransformation]
    [ValidateNotNull]
    public ACActivity? Activity { get; set; }

    /// <summary>Names of activities; wildcards are fine.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NameSet)]
    [Parameter(Mandatory = true, ParameterSetName = BaselineSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActivityNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Activities that started longer ago; a number counts days.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AgeSet)]
    [Parameter(ParameterSetName = NameSet)]
    [DaysTransformation]
    [ValidateAge]
    public TimeSpan? OlderThan { get; set; }

    /// <summary>Erases the people with these addresses, and leaves the activities.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EmailSet)]
    [Parameter(ParameterSetName = IdSet)]
    [Parameter(ParameterSetName = ActivitySet)]
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = AgeSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Email { get; set; }

    /// <summary>Forgets what the imports of these names have confirmed, so that the next one compares with nothing; the activities stay.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BaselineSet)]
    public SwitchParameter Baseline { get; set; }

    /// <summary>The folder that holds the journals, instead of the usual one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Removes activities with open rows too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override JournalStore? Journal => JournalRoot.Open(this, JournalPath);

    private protected override void Begin() => _people = Email?.Select((text, index) =>
        GivenAddress.Read(text) ?? throw new CommandException(ErrorIds.EmailInvalid, Messages.AddressNotPlain(index + 1), index + 1)).ToArray();

    private protected override void Process()
    {
        if (Activity is not null && Directory.Exists(Activity.Folder))
            Handle(Activity.Folder);
        else if (Activity is not null)
            WriteMissing(Activity.ActivityId);
    }

    private protected override void End()
    {
        if (ParameterSetName == ActivitySet)
        {
            Conclude();
            return;
        }

        if (Baseline)
        {
            DropBaselines(Journal!);
            return;
        }

        foreach (string folder in Folders(Journal!).Where(IsWanted).ToList())
            Handle(folder);
        foreach (string missing in (ActivityId ?? []).Where(id => !_seen.Contains(id.Trim().ToUpperInvariant()) && (Email is not null || !UnbegunActivity.Drop(Journal!, id))))
            WriteMissing(missing);
        Conclude();
    }

    private void Conclude()
    {
        if (_people is null)
            return;
        EraseBaselines(_people);
        if (!_foundAny)
            WriteWarning(Messages.NobodyErased);
    }

    // A person goes from everything there is; what else is meant are the activities with the command's own service.
    private IEnumerable<string> Folders(JournalStore store) => ParameterSetName == EmailSet ? store.Folders() : ActivityFolders.Of(Service, store);

    private bool IsWanted(string folder) => ActivityId is null || ActivityId.Any(id => string.Equals(id.Trim(), Path.GetFileName(folder), StringComparison.OrdinalIgnoreCase));

    private void Handle(string folder)
    {
        StopToken.ThrowIfCancellationRequested();
        if (!_seen.Add(Path.GetFileName(folder).ToUpperInvariant()))
            return;
        try
        {
            if (_people is not null)
                Erase(folder, _people);
            else
                Remove(folder);
        }
        catch (Exception e) when (e is BulkException || Disk.IsFailure(e))
        {
            // The others are still gone through.
            WriteError(ErrorRecords.Of(e));
        }
    }

    private void Remove(string folder)
    {
        ActivitySnapshot? activity = Read(folder);
        if (!Passes(activity, folder))
            return;
        string id = Path.GetFileName(folder);
        if (activity is not null)
            ActivityRemoval.Check(activity, Force);
        if (ShouldProcess(Describe(activity, id), "Remove activity"))
            ActivityRemoval.Remove(folder, StopToken);
    }

    private void Erase(string folder, string[] addresses)
    {
        if ((Name is not null || OlderThan is not null) && !Passes(Read(folder), folder))
            return;
        _hosts.Add(Path.GetDirectoryName(folder)!);
        string id = Path.GetFileName(folder);
        PersonErasure erasure = PersonErasure.Look(folder, addresses);
        _foundAny |= erasure.FindsAny;
        if (erasure.FindsAny && ShouldProcess($"activity {id}: {erasure.Rows} rows sent or planned, {erasure.Refusals} refused rows, {erasure.RejectRows} rows of reject files", "Erase people"))
        {
            erasure.Apply(DateTimeOffset.UtcNow);
            WriteVerbose(Messages.Erased(id, erasure.Rows, erasure.Refusals, erasure.RejectRows));
        }

        foreach (string left in erasure.Left)
            WriteWarning(Messages.NotErased(left));
    }

    // Files of baselines are called by digests of names: names with wildcards are those of the activities that are there.
    private void DropBaselines(JournalStore store)
    {
        foreach (string name in Name!)
        {
            bool found = false;
            foreach (string host in store.HostFolders().Where(host => !IsOfOther(store, host)))
            {
                IEnumerable<string> there = Folders(store).Where(folder => Path.GetDirectoryName(folder) == host).Select(folder => JournalReader.TryReadHeader(folder)?.Name).OfType<string>();
                IEnumerable<string> names = NameFilter.Select([name], there, known => known).Append(name).Distinct(StringComparer.OrdinalIgnoreCase);
                foreach (string known in names.Where(known => BaselineKeeper.Drop(store, host, known, writes: false, StopToken)).ToList())
                {
                    found = true;
                    if (ShouldProcess($"what imports called '{known}' into {Path.GetFileName(host)} are compared with", "Forget"))
                        BaselineKeeper.Drop(store, host, known, writes: true, StopToken);
                }
            }

            if (!found)
                WriteError(ErrorRecords.OfName("activity", name));
        }
    }

    private bool IsOfOther(JournalStore store, string host) =>
        store.Folders().Any(folder => Path.GetDirectoryName(folder) == host) && !Folders(store).Any(folder => Path.GetDirectoryName(folder) == host);

    // They hold digests alone, of all activities of a name together: people go from those of every account looked through.
    private void EraseBaselines(string[] addresses)
    {
        IEnumerable<string> hosts = ParameterSetName == EmailSet ? Journal!.HostFolders() : _hosts;
        foreach (string host in hosts)
        {
            if (BaselineKeeper.Count(host, addresses) == 0)
                continue;
            _foundAny = true;
            if (!ShouldProcess($"what imports into {Path.GetFileName(host)} are compared with", "Erase people"))
                continue;
            WriteVerbose(Messages.BaselinesErased(BaselineKeeper.Erase(host, addresses, StopToken)));
        }
    }

    // A damaged journal has no name and no state: it goes where its id or age is given.
    private ActivitySnapshot? Read(string folder)
    {
        try
        {
            return JournalReader.Read(folder);
        }
        catch (BulkException e) when (e.Error == BulkError.JournalUnreadable && Name is null)
        {
            return null;
        }
    }

    private bool Passes(ActivitySnapshot? activity, string folder)
    {
        if (Name is not null && !Names.Matches(activity!.Header.Name))
            return false;
        DateTimeOffset started = activity?.Header.StartedAt ?? Directory.GetCreationTimeUtc(folder);
        return OlderThan is not TimeSpan age || age == TimeSpan.Zero || DateTimeOffset.UtcNow - started > age;
    }

    private NameFilter Names => _names ??= new NameFilter(Name, Folders(Journal!).Select(folder => JournalReader.TryReadHeader(folder)?.Name).OfType<string>());

    private static string Describe(ActivitySnapshot? activity, string id) =>
        activity is null ? $"{id} (damaged)" : $"{id} '{activity.Header.Name}' on {activity.Header.Host}, {activity.RowsRead} rows";

    private void WriteMissing(string id) =>
        WriteError(ErrorRecords.Of(new CommandException(ErrorIds.NameNotFound, Messages.ActivityNotFound(id), id)));
}
