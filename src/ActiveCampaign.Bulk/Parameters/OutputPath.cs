using System;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Resolves the path of a file to write.</summary>
internal static class OutputPath
{
    private const string FileSystem = "FileSystem";

    private static readonly string[] s_workbooks = [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers"];

    /// <summary>The full path. It must be one of the file system; nothing needs to be there.</summary>
    /// <param name="command">The command.</param>
    /// <param name="path">The path as it was given.</param>
    /// <param name="isForPrograms">Whether what is written is a plain table, of which other programs make what they like.</param>
    public static string Resolve(PSCmdlet command, string path, bool isForPrograms = false)
    {
        try
        {
            string resolved = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            if (provider.Name == FileSystem)
                return Checked(System.IO.Path.GetFullPath(resolved), isForPrograms);
        }
        catch (Exception e) when (e is DriveNotFoundException or ProviderNotFoundException)
        {
            throw new BulkException(BulkError.FileUnwritable, Messages.NotAFilePath(path), path, e);
        }

        throw new BulkException(BulkError.FileUnwritable, Messages.NotAFilePath(path), path);
    }

    // Text under the name of a workbook is a file that no spreadsheet program opens.
    private static string Checked(string path, bool isForPrograms) =>
        Array.Exists(s_workbooks, extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) && !System.IO.Directory.Exists(path)
            ? throw new BulkException(BulkError.FileUnwritable, Messages.NoWorkbook(path, System.IO.Path.ChangeExtension(path, ".csv"), isForPrograms), path)
            : path;
}
