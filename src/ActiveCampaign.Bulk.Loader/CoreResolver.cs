using System;
using System.IO;
using System.Reflection;
using System.Threading;
#if NET8_0_OR_GREATER
using System.Runtime.Loader;
#endif

namespace ActiveCampaign.Bulk.Loader;

/// <summary>
/// Finds the engine, the services and their packages beside this assembly. On PowerShell 7 they live in a load context of their own, so that
/// other modules may bring other versions of the same packages.
/// </summary>
internal static class CoreResolver
{
    private static readonly string[] s_own = ["ActiveCampaign.Bulk.Core", "ActiveCampaign.Bulk.Service", "ActiveCampaign.Bulk.ConstantContact"];

    private static readonly string s_folder = Path.GetDirectoryName(typeof(CoreResolver).Assembly.Location)!;
    private static int s_installed;

    /// <summary>Installs the hook once; importing the module again changes nothing.</summary>
    public static void Install()
    {
        if (Interlocked.Exchange(ref s_installed, 1) == 1)
            return;
#if NET8_0_OR_GREATER
        CoreContext context = new(s_folder);
        AssemblyLoadContext.Default.Resolving += (_, name) => Array.IndexOf(s_own, name.Name) >= 0 ? context.LoadFromAssemblyName(name) : null;
#else
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) => Find(new AssemblyName(wanted.Name));
#endif
    }

#if NET8_0_OR_GREATER
    private sealed class CoreContext : AssemblyLoadContext
    {
        private readonly string _folder;

        public CoreContext(string folder)
            : base("ActiveCampaign.Bulk")
        {
            _folder = folder;
        }

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            string path = Path.Combine(_folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
#else
    // Windows PowerShell has one context for all: the version of a package that was loaded first is the one that counts.
    private static Assembly? Find(AssemblyName name)
    {
        string path = Path.Combine(s_folder, name.Name + ".dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }
#endif
}
