using System;
using System.Threading.Tasks;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace ActiveCampaign.Bulk.Benchmarks;

/// <summary>
/// <c>sink</c> starts the receiving server of Compare-Import.ps1; anything else goes to BenchmarkDotNet, for example
/// <c>--filter *</c>.
/// </summary>
internal static class Program
{
    private static async Task Main(string[] arguments)
    {
        if (arguments is ["sink", ..])
        {
            await Sink.RunAsync();
            return;
        }

        IConfig config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments, config);
    }
}
