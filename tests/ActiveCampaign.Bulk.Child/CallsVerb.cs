using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Child;

/// <summary>
/// <c>calls FOLDER URI TOKEN LANE SPEED SECONDS</c>: calls as fast as the lanes in a folder allow, which run that many
/// times as fast as the service's. LANE is bulk, single or general. Writes "ready", then calls when a line comes in;
/// at the end the calls made and the refusals seen.
/// </summary>
internal static class CallsVerb
{
    private const int Parallel = 4;

    private static int s_person;

    public static async Task<int> RunAsync(string[] arguments)
    {
        double speed = double.Parse(arguments[4], CultureInfo.InvariantCulture);
        TimeSpan span = TimeSpan.FromSeconds(double.Parse(arguments[5], CultureInfo.InvariantCulture));
        using LaneSet lanes = LaneSet.InFolder(
            arguments[0],
            TimeProvider.System,
            Faster(ServiceLimits.BulkLane, speed),
            Faster(ServiceLimits.SingleLane, speed),
            Faster(ServiceLimits.GeneralLane, speed));
        using AccountConnection connection = new(new ConnectionSettings { Uri = new Uri(arguments[1]), Wire = new ActiveCampaignWire(arguments[2]), Lanes = lanes });
        Console.WriteLine("ready");
        Console.ReadLine();
        using CancellationTokenSource stop = new(span);
        int[] calls = await Task.WhenAll(Enumerable.Range(0, Parallel).Select(_ => CallAsync(connection, arguments[3], stop.Token)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{calls.Sum()} {lanes.Refusals}"));
        return lanes.Alone is null ? 0 : 1;
    }

    private static LaneRule Faster(LaneRule rule, double speed) => rule with { Window = rule.Window / speed };

    private static async Task<int> CallAsync(AccountConnection connection, string lane, CancellationToken stop)
    {
        int calls = 0;
        try
        {
            while (true)
            {
                await connection.WriteAsync(Call(lane), stop);
                calls++;
            }
        }
        catch (OperationCanceledException)
        {
            return calls;
        }
    }

    private static ServiceCall Call(string lane) => lane switch
    {
        "bulk" => Import(CallLane.Bulk, 2),
        "single" => Import(CallLane.Single, 1),
        _ => new ServiceCall(HttpMethod.Get, Routes.Me),
    };

    private static ServiceCall Import(CallLane lane, int contacts)
    {
        string rows = string.Join(",", Enumerable.Range(0, contacts).Select(_ => $$"""{"email":"person{{Environment.ProcessId}}-{{Interlocked.Increment(ref s_person)}}@example.org"}"""));
        return new ServiceCall(HttpMethod.Post, Routes.BulkImport, lane, new ArraySegment<byte>(Encoding.UTF8.GetBytes($$"""{"contacts":[{{rows}}]}""")))
        {
            IsRateRefusal = static answer => answer.Status == 400,
            RateRefusalPause = TimeSpan.FromSeconds(1),
        };
    }
}
