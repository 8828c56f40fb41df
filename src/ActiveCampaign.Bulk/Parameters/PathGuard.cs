using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// Keeps a command from writing into what it reads, before it does either. What the pipeline before it reads counts as
/// far as it can be known.
/// </summary>
internal sealed class PathGuard
{
    private readonly PSCmdlet _command;
    private readonly List<(string Reader, string Path)> _inputs = [];
    private readonly List<(string Parameter, string Path)> _outputs = [];

    public PathGuard(PSCmdlet command)
    {
        _command = command;
    }

    /// <summary>Whether an earlier command has named the files that are written, so that only what is read can be another.</summary>
    public bool IsFixed { get; set; }

    /// <summary>Files that are read: the parameter that names them, and their full paths.</summary>
    public PathGuard Reads(string parameter, params string?[] paths)
    {
        _inputs.AddRange(paths.OfType<string>().Select(path => ("-" + parameter, path)));
        return this;
    }

    /// <summary>A file that somebody else still needs.</summary>
    public PathGuard IsNeededBy(string who, string? path)
    {
        if (path is not null)
            _inputs.Add((who, path));
        return this;
    }

    /// <summary>A file that is written.</summary>
    public PathGuard Writes(string parameter, string? path)
    {
        if (path is not null)
            _outputs.Add((parameter, path));
        return this;
    }

    /// <summary>A file that is written, and others beside it that have its name and a number.</summary>
    public PathGuard WritesSeries(string parameter, string? path)
    {
        Writes(parameter, path);
        foreach (string file in path is null ? [] : RejectPaths.Existing(path).Where(file => file != path))
            _outputs.Add((parameter, file));
        return this;
    }

    /// <summary>Ends the command where a file is on both sides, or is written twice.</summary>
    /// <exception cref="BulkException">SettingsConflict.</exception>
    public void Check()
    {
        if (_outputs.Count == 0)
            return;
        foreach ((string parameter, string path) in _outputs)
        {
            if (_inputs.Find(input => SameFile.Is(input.Path, path)) is { Path: not null } read)
                throw IsInput(parameter, path, read.Reader);
            if (_outputs.Find(other => other.Parameter != parameter && SameFile.Is(other.Path, path)) is { Path: not null } twice)
                throw Conflict(Messages.OutputTwice(parameter, twice.Parameter, path), path);
        }

        CheckPipeline();
    }

    private void CheckPipeline()
    {
        if (!_command.MyInvocation.ExpectingInput || !_outputs.Exists(output => File.Exists(output.Path)))
            return;
        foreach (string read in PipelineFiles.Of(_command))
        {
            if (_outputs.Find(output => SameFile.Is(output.Path, read)) is { Path: not null } written)
                throw IsInput(written.Parameter, written.Path, "the pipeline before this command");
        }
    }

    private BulkException IsInput(string parameter, string path, string input) =>
        Conflict(IsFixed ? Messages.ActivityWritesInput(parameter, path, input) : Messages.OutputIsInput(parameter, path, input), path);

    private static BulkException Conflict(string text, string path) => new(BulkError.SettingsConflict, text, path);
}
