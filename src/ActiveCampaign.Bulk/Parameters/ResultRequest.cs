using System;
using System.IO;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Results;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>A result file that a command asks for, of the one activity that it gets to know.</summary>
internal sealed class ResultRequest
{
    private readonly ResultTarget _target;
    private string? _folder;

    private ResultRequest(ResultTarget target)
    {
        _target = target;
    }

    /// <summary>Checks the path.</summary>
    /// <exception cref="BulkException">FileExists, FileUnwritable or SettingsConflict.</exception>
    public static ResultRequest Of(PSCmdlet command, string path, bool force)
    {
        string resolved = OutputPath.Resolve(command, path);
        new PathGuard(command).Writes("ResultPath", resolved).Check();
        OutputFile.CheckNew(resolved, force);
        return new ResultRequest(new ResultTarget(resolved, force));
    }

    /// <summary>Asks for the file of an activity.</summary>
    /// <exception cref="BulkException">It is another one than before, it reads or writes that file, or another process is at work on it.</exception>
    public void Ask(string folder)
    {
        if (folder == _folder)
            return;
        if (_folder is not null)
            throw new BulkException(BulkError.SettingsConflict, ResultMessages.OneActivity(_target.Path, Path.GetFileName(folder), folder), _target.Path);
        _folder = folder;
        if (JournalReader.TryReadHeader(folder)?.SourcePath is string source && SameFile.Is(source, _target.Path))
            throw new BulkException(BulkError.SettingsConflict, Messages.OutputIsInput("ResultPath", _target.Path, "the activity"), _target.Path);
        ResultFile.Ask(folder, _target);
    }
}
