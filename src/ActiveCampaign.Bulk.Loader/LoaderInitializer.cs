using System.Management.Automation;

namespace ActiveCampaign.Bulk.Loader;

/// <summary>
/// The first thing of the module that runs. PowerShell reads the types of the cmdlet assembly before it runs anything in
/// it, so the hook that finds Core has to be in place before that assembly is loaded.
/// </summary>
public sealed class LoaderInitializer : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport() => CoreResolver.Install();
}
