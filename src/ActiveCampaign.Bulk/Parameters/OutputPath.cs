using System;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Resolves the path of a file to write.</summary>
internal static class OutputPath
{
    private const string FileSystem = "FileSystem";

    /// <summary>The full path. It must be one of the file system; nothing needs to be there.</summary>
    public static string Resolve(PSCmdlet command, string path)
    {
        try
        {
            string resolved = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            if (provider.Name == FileSystem)
                return System.IO.Path.GetFullPath(resolved);
        }
        catch (Exception e) when (e is DriveNotFoundException or ProviderNotFoundException)
        {
            throw new BulkException(BulkError.FileUnwritable, Messages.NotAFilePath(path), path, e);
        }

        throw new BulkException(BulkError.FileUnwritable, Messages.NotAFilePath(path), path);
    }
}
