using System.Collections;
using System.Management.Automation;
using System.Text;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Abstractions;

/// <content>What it can be asked for.</content>
public abstract partial class ImportCommand
{
    /// <summary>Rows: objects with properties, hashtables, data rows.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipelineSet)]
    public PSObject? InputObject { get; set; }

    /// <summary>A CSV file or a workbook (.xlsx, .xls); wildcards that match one file are fine.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>A CSV file or a workbook, its name taken as it is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>What separates the cells of the file; found in its header where nothing is given.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public char Delimiter { get; set; }

    /// <summary>The encoding of a file without byte order mark; UTF-8 where nothing is given.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    [ValidateNotNull]
    public Encoding? Encoding { get; set; }

    /// <summary>The sheet of a workbook; the first that is shown where nothing is given.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WorksheetCompleter))]
    public string? WorksheetName { get; set; }

    /// <summary>The line of the file, or the row of the sheet, that names the columns; the first that is not blank where nothing is given.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateRange(1, 1048576)]
    public int HeaderRow { get; set; }

    /// <summary>What rows mean that a workbook hides: Fail (nothing is sent), Include or Skip.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public ACHiddenRow HiddenRow { get; set; }

    /// <summary>Column to field, for columns that do not find theirs by name; $null leaves a column out.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ColumnMapCompleter))]
    public Hashtable ColumnMap { get; set; } = [];

    /// <summary>Lists to subscribe every row to, by name or id.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[] List { get; set; } = [];

    /// <summary>Tags for every row, by name or id. Where the service takes none with an import, people get them by an activity of its own when they are in.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[] Tag { get; set; } = [];

    /// <summary>Allows names of tags that do not exist; they are kept in the account for good.</summary>
    [Parameter]
    public SwitchParameter AllowNewTag { get; set; }

    /// <summary>How many new tags at the most.</summary>
    [Parameter]
    [ValidateRange(1, 10000)]
    public int MaxNewTag { get; set; } = 10;

    /// <summary>What separates several values in a cell, instead of the usual characters.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ValueSeparator { get; set; }

    /// <summary>The .NET format of dates that are not ISO.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DateFormat { get; set; }

    /// <summary>The column that says who has opted out: such rows are never put on a list.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string? OptOutColumn { get; set; }

    /// <summary>Files of addresses, or of their SHA-256, that are never imported.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ExcludePath { get; set; } = [];

    /// <summary>Sends only the rows that differ from what was confirmed before: by the last imports of this name, by an activity, or by an exported file.</summary>
    [Parameter]
    [ActivityIdTransformation]
    [ArgumentCompleter(typeof(ComparedToCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ComparedTo { get; set; }

    /// <summary>Sends everything where there is nothing to compare with.</summary>
    [Parameter]
    public SwitchParameter AllowFull { get; set; }

    /// <summary>What becomes of rows whose address came before: Sequence, KeepFirst, KeepLast (with a file) or Refuse.</summary>
    [Parameter]
    public ACDuplicateMode OnDuplicate { get; set; }

    /// <summary>Requests in flight at most.</summary>
    [Parameter]
    [ValidateRange(1, 16)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>Activities that must have every row settled before anything is sent.</summary>
    [Parameter]
    [ActivityIdTransformation]
    [ArgumentCompleter(typeof(ActivityCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] DependsOn { get; set; } = [];

    /// <summary>The name the activity goes by; the file's name where nothing is given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidatePlainText]
    [ArgumentCompleter(typeof(ActivityNameCompleter))]
    public string? ActivityName { get; set; }

    /// <summary>The folder that holds the journals, instead of the usual one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>What is done with rows whose answer was lost: Auto, Resend, Check or Hold.</summary>
    [Parameter]
    public ACUnknownPolicy OnUnknown { get; set; }

    /// <summary>What is done when an activity of this name has rows that are not settled: Fail, or Resume it.</summary>
    [Parameter]
    public ACOpenMode IfOpen { get; set; }

    /// <summary>An input without a row is no error.</summary>
    [Parameter]
    public SwitchParameter AllowEmpty { get; set; }

    /// <summary>Ends the import when more rows are refused.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long MaxRefused { get; set; }

    /// <summary>A CSV file for all rows and what became of each; it appears when every row is settled.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResultPath { get; set; }

    /// <summary>A CSV file for the refused rows, instead of an error for each.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RejectPath { get; set; }

    /// <summary>Adds to the file of -RejectPath when it is there.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Escapes cells of that file, and of the file of -ResultPath, which a spreadsheet would run as a formula.</summary>
    [Parameter]
    public SwitchParameter SafeForSpreadsheet { get; set; }

    /// <summary>Runs for each refused row, which is $_, instead of an error.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? RejectAction { get; set; }

    /// <summary>An activity whose settings are taken over; parameters that are given win.</summary>
    [Parameter]
    [ActivityIdTransformation]
    [ArgumentCompleter(typeof(ActivityCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SettingsFrom { get; set; }

    /// <summary>Waits until the service has ended every batch, and writes the results instead of the batches.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Asks nobody, and replaces a reject file and a result file that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }
}
