using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Service.Calls;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Server;

namespace ActiveCampaign.Bulk.Core.Tests.Calls;

/// <summary>Calls for contacts of a simulated account, on a virtual clock.</summary>
internal sealed class CallRig : IDisposable
{
    private readonly ImportRig _rig;

    public CallRig(int people, Action<SimulatorOptions>? configure = null)
    {
        _rig = new ImportRig(options =>
        {
            options.SampleData = false;
            configure?.Invoke(options);
        });
        System.IO.Directory.CreateDirectory(_rig.Home);
        for (int i = 1; i <= people; i++)
            Account.AddContact($"p{i}@example.org", "Name " + i);
    }

    public SimulatorServer Server => _rig.Server;

    public SimulatedAccount Account => _rig.Server.Account;

    public ImportRig Rig => _rig;

    public IEnumerable<int> DeletedIds => Account.Deletions.Select(deletion => deletion.ContactId).Order();

    public int Deletes => (int)Server.RequestCount(RouteKind.ContactDelete);

    public static IEnumerable<ContactReference> Ids(int count, int first = 1) => Enumerable.Range(0, count).Select(i => new ContactReference(i + 1, first + i, null));

    /// <summary>Calls for contacts.</summary>
    /// <param name="contacts">Whose.</param>
    /// <param name="settings">What; null deletes.</param>
    /// <param name="until">Stops the run once this is so.</param>
    /// <param name="meanwhile">What somebody else does between the plan and the first call.</param>
    public async Task<CallLog> RunAsync(IEnumerable<ContactReference> contacts, CallSettings? settings = null, Func<CallLog, bool>? until = null, Action? meanwhile = null)
    {
        CallLog log = new();
        await _rig.RunAsync(() =>
        {
            using CallPlan plan = CallPlan.OpenAsync(_rig.Poller, _rig.Store, settings ?? new CallSettings(), CancellationToken.None).GetAwaiter().GetResult();
            foreach (ContactReference[] chunk in contacts.Chunk(250))
                plan.AddAsync(chunk, CancellationToken.None).GetAwaiter().GetResult();
            plan.CompleteAsync(CancellationToken.None).GetAwaiter().GetResult();
            (log.Plan, log.Estimate) = (plan.Counts, plan.Duration);
            meanwhile?.Invoke();
            Drive(plan.ConfirmAsync().GetAwaiter().GetResult()!, log, until);
        });
        log.Snapshot = JournalReader.Read(log.Folder!);
        return log;
    }

    /// <summary>Goes on with an activity.</summary>
    public async Task<CallLog> ResumeAsync(string folder, Func<CallLog, bool>? until = null)
    {
        CallLog log = new();
        await _rig.RunAsync(() => Drive(CallRun.ResumeAsync(_rig.Poller, folder, CancellationToken.None).GetAwaiter().GetResult(), log, until));
        log.Snapshot = JournalReader.Read(folder);
        return log;
    }

    public void Dispose() => _rig.Dispose();

    private static void Drive(CallRun run, CallLog log, Func<CallLog, bool>? until)
    {
        using (run)
        {
            log.Folder = run.Folder;
            run.Start();
            while (!run.IsDone && until?.Invoke(log) != true)
            {
                run.Wait(TimeSpan.FromMilliseconds(5), CancellationToken.None);
                Take(run, log);
            }

            Take(run, log);
            (log.Failure, log.Notice) = (run.Failure, run.Notice);
        }
    }

    private static void Take(CallRun run, CallLog log)
    {
        while (run.TryTake(out RunEvent? item))
        {
            if (item is NoticeEvent notice)
                log.Notices.Add(notice.Text);
            else
                log.Results.Add(((CallEvent)item!).Result);
        }
    }
}
