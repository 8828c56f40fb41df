using System;
using System.Buffers;
using System.IO.Pipelines;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActiveCampaign.Bulk.Benchmarks;

/// <summary>A server that reads every body and answers at once: what is measured against it is the client.</summary>
internal static class Sink
{
    private const string Fields = """
        {"fields":[{"id":"1","title":"City","perstag":"CITY","type":"text"},{"id":"2","title":"Birthday","perstag":"BIRTHDAY","type":"date"},
        {"id":"3","title":"Notes","perstag":"NOTES","type":"textarea"}],"fieldOptions":[],"meta":{"total":"3"}}
        """;

    /// <summary>Runs until standard input ends; the first line it writes is its address.</summary>
    public static async Task RunAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        WebApplication app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        await DrainAsync(context.Request.BodyReader);
        string route = context.Request.Path.Value ?? string.Empty;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            route.EndsWith("/bulk_import", StringComparison.Ordinal) ? $$"""{"Success":1,"queued_contacts":250,"batchId":"{{Guid.NewGuid()}}","message":"Contact import queued"}"""
            : route.EndsWith("/fields", StringComparison.Ordinal) ? Fields
            : "{}");
    }

    private static async Task DrainAsync(PipeReader body)
    {
        while (true)
        {
            ReadResult read = await body.ReadAsync();
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }
}
