using System.Collections.Generic;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Preflight;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <content>What a test does with it, for the commands that are one.</content>
public abstract partial class ImportCommand
{
    private PreflightRun? _test;
    private PreflightPump? _testPump;

    /// <summary>Prepares the test and starts it.</summary>
    /// <param name="issuePath">The file for every issue that the command is given, or null.</param>
    /// <param name="checksAccount">Whether contacts and room are looked up in the account.</param>
    private protected void BeginTest(string? issuePath, bool checksAccount)
    {
        _settings = Settings(isRehearsal: true);
        PreflightOptions options = new() { IssuePath = issuePath is null ? null : OutputPath.Resolve(this, issuePath), ChecksAccount = checksAccount };
        Paths(_settings).Writes("IssuePath", options.IssuePath).Check();
        if (_settings.RejectPath is not null)
            RejectPaths.Check(_settings.RejectPath, Append, Force, SafeForSpreadsheet);
        if (options.IssuePath is not null)
            OutputFile.CheckNew(options.IssuePath, Force);
        LiveConnection live = Live;
        JournalStore store = Journal!;
        _test = Await(token => PreflightRun.PrepareAsync(live.Service, store, _settings, options, live.Poller, token));
        _reader = new RowReader(Service, RowPump.ChunkSize, WriteWarning);
        if (_test.Run is null)
            return;
        _testPump = new PreflightPump(this, Current, _test, RejectAction, _settings.Source is null);
        _testPump.Start();
    }

    /// <summary>Tests what has come in.</summary>
    private protected void ProcessTest()
    {
        if (_testPump?.IsRunning == true)
            InputItems.ForEach(InputObject, TakeTested);
    }

    /// <summary>Brings the test to its end.</summary>
    private protected ACContactTest EndTest(string? issuePath)
    {
        if (_reader!.TakeRest() is IReadOnlyList<SourceRow> rest)
            _testPump?.Feed(rest, StopToken);
        _testPump?.RunToEnd(StopToken);
        return Mapping.ToTest(_test!.Report(), Current, _settings, issuePath is null ? null : OutputPath.Resolve(this, issuePath));
    }

    /// <summary>Releases what the test holds.</summary>
    private protected void ReleaseTest() => _test?.Dispose();

    private void TakeTested(PSObject row)
    {
        if (_reader!.Read(row) is IReadOnlyList<SourceRow> chunk)
            _testPump!.Feed(chunk, StopToken);
    }
}
