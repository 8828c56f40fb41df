using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Exclusion;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>What the stages of one run share.</summary>
internal sealed class ImportContext : RunContext
{
    public ImportContext(BulkService service, ImportSettings settings, MappingSettings mapping, string activityId, StatusPoller poller)
        : base(service.Connection)
    {
        Service = service;
        Ends = new BatchEnds(this);
        Poller = poller;
        Lists = mapping.Subscribe;
        ListNames = settings.Lists;
        Settings = settings with { BatchSize = settings.BatchSize == 0 ? service.Rules.MaxContacts : settings.BatchSize, Lists = Lists.Select(id => "id:" + id).ToList() };
        Envelope = service.Frame(Settings);
        ActivityId = activityId;
        LastLook = new LastLook(this);
        Elsewhere = new OpenElsewhere(this, poller);
    }

    public BulkService Service { get; }

    public StatusPoller Poller { get; }

    /// <summary>The run's settings, with ids of lists in place of names.</summary>
    public ImportSettings Settings { get; }

    /// <summary>The same lists as they were named.</summary>
    public IReadOnlyList<string> ListNames { get; }

    /// <summary>Ids of the lists that every contact is put on.</summary>
    public IReadOnlyList<string> Lists { get; }

    public ImportEnvelope Envelope { get; }

    public string ActivityId { get; }

    public ImportTally Tally { get; } = new();

    /// <summary>What looks at contacts once more before they go out.</summary>
    public LastLook LastLook { get; }

    /// <summary>What other activities have open at the service.</summary>
    public OpenElsewhere Elsewhere { get; }

    /// <summary>When a row may follow an earlier one of its address.</summary>
    public BatchEnds Ends { get; }

    /// <summary>The last row of each address; a run that goes on finds in it what earlier ones sent.</summary>
    public AddressBook Book { get; } = new();

    /// <summary>Where journals lie.</summary>
    public required JournalStore Store { get; init; }

    /// <summary>The activity's journal folder, whether it is there yet or not.</summary>
    public string Folder => Store.FolderOf(Connection.Host, ActivityId);

    /// <summary>The hash of the input file; null for rows of a pipeline.</summary>
    public string? SourceHash { get; init; }

    /// <summary>How the input file is written; null for rows of a pipeline.</summary>
    public CsvDialect? Dialect { get; init; }

    /// <summary>What rows are compared with; null where all of them are sent.</summary>
    public RowComparison? Comparison { get; set; }

    /// <summary>What is told of every row; null but in a test of the input.</summary>
    public IRowWatch? Watch { get; init; }

    /// <summary>Addresses that rows of the journal are held against before they are sent again; null where nothing has changed.</summary>
    public ExclusionList? Exclusions { get; set; }

    /// <summary>Whether an earlier run began the activity.</summary>
    public bool IsResumed { get; init; }

    /// <summary>The service's time, which its contacts are dated by.</summary>
    public DateTimeOffset ServiceNow => Connection.ServiceNow;

    /// <summary>What a batch is called: no other one of any activity has that name.</summary>
    public string NameOf(int batch) => ActivityId + "-" + batch.ToString(CultureInfo.InvariantCulture);

    /// <summary>Begins the journal where there is none; what digests are made with. A rehearsal has a key and no journal.</summary>
    public byte[] OpenJournal(ImportPreparation preparation)
    {
        if (Settings.IsRehearsal)
            return (Comparison is { NeedsKey: true } ? Store.FindKey(Connection.Host) : null) ?? RandomKey();
        Journal ??= Store.Create(ImportHeader.Create(this, preparation));
        return Store.KeyOf(Connection.Host);
    }

    /// <summary>How long what was formed takes at the service's limits.</summary>
    public TimeSpan LeastTime(ImportCounts counts)
    {
        BatchRules rules = Service.Rules;
        int groups = rules.SingleCallsUpTo == 0 ? 0 : (counts.SingleContacts + rules.SingleCallsUpTo - 1) / rules.SingleCallsUpTo;
        return rules.Least(counts.Formed - counts.FormedSingle - groups, counts.FormedSingle, counts.SingleContacts);
    }

    /// <summary>Counts, journals and reports a refused row.</summary>
    public async Task RefuseAsync(RefusedRow row, int batch)
    {
        long refused = Tally.Refused(1);
        Journal?.Refused(row, batch);
        if (Settings.MaxRefused is long limit && refused > limit)
            Fail(new BulkException(BulkError.TooManyRefused, Texts.TooManyRefused(limit)));
        await Queue.PutAsync(new RowRefusedEvent(row, batch), Abort).ConfigureAwait(false);
    }

    public override void Dispose()
    {
        Ends.Dispose();
        Comparison?.Export?.Dispose();
        base.Dispose();
    }

    private static byte[] RandomKey()
    {
        byte[] key = new byte[32];
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        random.GetBytes(key);
        return key;
    }
}
