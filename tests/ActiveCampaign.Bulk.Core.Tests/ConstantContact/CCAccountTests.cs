using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Core.Repair;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.ConstantContact;

/// <summary>Two accounts of one application, whose journals lie in one folder.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class CCAccountTests
{
    private static readonly RowShape s_shape = new(["email"]);

    private static readonly ImportSettings s_deletion = new() { Action = ImportAction.Delete, Match = MatchMode.All, Mapping = new MappingSettings { ColumnMap = MemberRows.ColumnMap } };

    [Theory]
    [InlineData(ImportAction.Import, RouteKind.CCFileImport)]
    [InlineData(ImportAction.Delete, RouteKind.CCContactDelete)]
    public async Task Activity_OfOneAccount_DoesNotGoOnInAnother_AndDoesInItsOwn(ImportAction action, RouteKind route)
    {
        using CCRig first = new();
        using CCRig second = new(options => options.Seed = 99);
        first.Server.Account.AddContact("p1@example.org");
        second.Server.Account.AddContact("p1@example.org");
        first.Server.Faults.Add(route, FaultTrigger.Once(), new QuotaExceededFault());

        ImportLog log = action == ImportAction.Import
            ? await first.ImportAsync(Rows(), CCRig.Settings)
            : await first.ImportAsync([MemberRows.ToRow(new ContactReference(1, null, "p1@example.org"))], s_deletion);
        Assert.Equal((0, BulkError.QuotaReached), (log.Refused.Count, (log.Failure as BulkException)?.Error));
        ImportSettings noted = HeaderSettings.Read(JournalReader.Read(log.Folder!).Header);

        BulkException refused = await Assert.ThrowsAsync<BulkException>(() => second.ResumeAsync(log.Folder!, noted));
        Assert.Equal(BulkError.AccountMismatch, refused.Error);
        refused = await Assert.ThrowsAsync<BulkException>(() => second.RepairAsync(log.Folder!, new RepairSettings { Import = noted }));
        Assert.Equal((BulkError.AccountMismatch, 1, 0L), (refused.Error, second.Server.Account.ContactCount, second.Calls(route)));

        await first.RunAsync(() => first.ClientClock.PauseAsync(TimeSpan.FromDays(1), default).GetAwaiter().GetResult());
        ImportLog done = await first.ResumeAsync(log.Folder!, noted);
        Assert.Equal((1L, 0L), (done.Snapshot!.Imported, done.Snapshot.Refused));
    }

    [Fact]
    public async Task Import_OfAnotherAccount_KeepsNoNameBusy_AndIsNotComparedWith()
    {
        using CCRig first = new();
        using CCRig second = new(options => options.Seed = 99);
        ImportSettings settings = CCRig.Settings with { ActivityName = "Nightly", IsNamed = true };
        first.Server.Faults.Add(RouteKind.CCFileImport, FaultTrigger.Always(), new QuotaExceededFault());
        ImportLog open = await first.ImportAsync(Rows(), settings);
        Assert.NotNull(open.Failure);
        string here = Path.GetDirectoryName((await second.ImportAsync(Rows(), settings)).Folder!)!;
        Copy(open.Folder!, Path.Combine(here, Path.GetFileName(open.Folder!)));

        ImportLog again = await second.ImportAsync(Rows(), settings with { AllowEmpty = true });
        Assert.Equal(1, again.Snapshot!.Imported);

        BulkException refused = await Assert.ThrowsAsync<BulkException>(() => second.ImportAsync(Rows(), settings with { ComparedTo = "Last" }));
        Assert.Equal(BulkError.AccountMismatch, refused.Error);
        Assert.Contains("-ActivityName", refused.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<SourceRow> Rows() => [new SourceRow(1, 0, s_shape, ["p1@example.org"])];

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
