using System;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core.Files;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Tells whether a journal folder will be there tomorrow: a journal that is gone after a restart cannot be resumed from.</summary>
internal sealed class JournalDurability
{
    private static readonly string[] s_container = ["DOTNET_RUNNING_IN_CONTAINER", "KUBERNETES_SERVICE_HOST"];
    private static readonly string[] s_sandbox = ["AZUREPS_HOST_ENVIRONMENT", "AUTOMATION_ASSET_ACCOUNTID", "FUNCTIONS_WORKER_RUNTIME"];

    private readonly Func<string, string?> _variable;
    private readonly Func<string, bool> _fileExists;
    private readonly string _temp;

    /// <summary>Judges by what is handed in.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="fileExists">Whether a file is there.</param>
    /// <param name="temp">The folder for temporary files.</param>
    public JournalDurability(Func<string, string?> variable, Func<string, bool> fileExists, string temp)
    {
        _variable = variable;
        _fileExists = fileExists;
        _temp = temp;
    }

    /// <summary>Judges by this process's surroundings.</summary>
    public static JournalDurability OfProcess() => new(Environment.GetEnvironmentVariable, File.Exists, Path.GetTempPath());

    /// <summary>Why a journal there may not last, and what to do; null where nothing speaks against it.</summary>
    /// <param name="root">The root of the journals.</param>
    /// <param name="isNamed">Whether a parameter named it.</param>
    public string? Doubt(string root, bool isNamed)
    {
        if (IsBelow(root, _temp))
            return Texts.JournalInTemp(root);
        if (isNamed || IsSet(HomeFolder.Variable))
            return null;
        if (s_sandbox.Any(IsSet))
            return Texts.JournalInSandbox(root);
        return s_container.Any(IsSet) || _fileExists("/.dockerenv") ? Texts.JournalInContainer(root) : null;
    }

    private bool IsSet(string variable) => !string.IsNullOrEmpty(_variable(variable));

    private static bool IsBelow(string path, string folder)
    {
        string above = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        return above.Length > 1 && (Path.GetFullPath(path) + Path.DirectorySeparatorChar).StartsWith(above, StringComparison.OrdinalIgnoreCase);
    }
}
