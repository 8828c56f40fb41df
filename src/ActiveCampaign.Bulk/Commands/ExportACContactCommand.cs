using System.Collections.Generic;
using System.Management.Automation;
using System.Text;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Service.Lookup;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Writes contacts to a file that an import reads back.</summary>
[Cmdlet(VerbsData.Export, "ACContact", DefaultParameterSetName = FilterSet, SupportsShouldProcess = true)]
[OutputType(typeof(ACExportResult))]
public sealed class ExportACContactCommand : ContactCommand
{
    private readonly DeletedRows _deleted = new();
    private List<ContactReference> _chunk = [];
    private ContactCollector? _collector;
    private ExportPump? _pump;
    private long _row;

    /// <summary>The file to write; it appears when it is complete.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>What the file looks like; by its extension where nothing is given.</summary>
    [Parameter]
    public ACExportFormat Format { get; set; }

    /// <summary>What separates the cells of a CSV file.</summary>
    [Parameter]
    public char Delimiter { get; set; } = ',';

    /// <summary>The encoding; UTF-8 where nothing is given.</summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    [ValidateNotNull]
    public Encoding? Encoding { get; set; }

    /// <summary>Escapes cells which a spreadsheet would run as a formula.</summary>
    [Parameter]
    public SwitchParameter SafeForSpreadsheet { get; set; }

    /// <summary>The folder of the journals, where it is not the usual one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override JournalStore? Journal => JournalRoot.Open(this, JournalPath);

    private protected override void Begin()
    {
        if (!TakesInput)
            return;
        new PathGuard(this).Writes(nameof(Path), OutputPath.Resolve(this, Path!, isForPrograms: true)).Check();
        ExportTarget.Check(OutputPath.Resolve(this, Path!, isForPrograms: true), Force);
        _collector = IsWhatIf ? null : new ContactCollector(Live.Account);
    }

    private protected override void Process() => InputItems.ForEach(InputObject, Take);

    private void Take(PSObject contact)
    {
        if (_deleted.Pass(contact, WriteWarning) || ContactInput.Read(contact, _row + 1, Current, allowIdOnly: true) is not ContactReference read)
            return;
        _row++;
        _chunk.Add(read);
        if (_chunk.Count >= ServiceLimits.PageSize)
            Collect();
    }

    private protected override void End()
    {
        ContactFilters filters = ReadFilters();
        string path = OutputPath.Resolve(this, Path!, isForPrograms: true);
        ExportFormat format = MyInvocation.BoundParameters.ContainsKey(nameof(Format)) ? (ExportFormat)(int)Format : FormatOf(path);
        string what = TakesInput ? $"{_row:N0} contacts that came in" : Describe(filters);
        if (!ShouldProcess(path, $"Export {what} of {(Current.IsSimulator ? "the simulator " : string.Empty)}{Current.Host}"))
            return;
        ExportSettings settings = Settings(path, format, filters);
        AccountConnection account = Live.Account;
        JournalStore store = Journal!;
        ExportRun run = Await(token => ExportRun.PrepareAsync(account, store, settings, token));
        _pump = new ExportPump(this, Current, run);
        _pump.Announce(Live, store, JournalPath is not null);
        _pump.RunToEnd(StopToken);
    }

    private protected override void Release() => _pump?.Dispose();

    private ExportSettings Settings(string path, ExportFormat format, ContactFilters filters) => new()
    {
        Path = path,
        Filters = filters,
        Ids = TakesInput ? CollectRest() : null,
        Properties = Property,
        Matches = Matches,
        Format = format,
        Delimiter = Delimiter,
        Encoding = Encoding,
        Safe = SafeForSpreadsheet,
        Overwrite = Force,
    };

    private void Collect()
    {
        List<ContactReference> chunk = _chunk;
        _chunk = [];
        if (_collector is not null)
            WriteMissing(Await(token => _collector.AddAsync(chunk, token)));
    }

    private IReadOnlyList<int> CollectRest()
    {
        Collect();
        WriteMissing(Await(token => _collector!.CompleteAsync(token)));
        return _collector!.Ids;
    }

    private void WriteMissing(IReadOnlyList<ContactMatch> missing)
    {
        foreach (ContactMatch match in missing)
            WriteError(ErrorRecords.OfContact(match));
    }

    private static ExportFormat FormatOf(string path) => System.IO.Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".JSONL" or ".NDJSON" => ExportFormat.JsonLines,
        ".JSON" => throw new BulkException(BulkError.SettingsConflict, Messages.JsonOrLines(path, System.IO.Path.ChangeExtension(path, ".jsonl")), path),
        _ => ExportFormat.Csv,
    };
}
