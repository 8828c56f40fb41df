using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Contract;

/// <summary>A service that the engine has never heard of comes in by its door alone.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class PostboxTests : IDisposable
{
    private readonly string _home = Path.Combine(Path.GetTempPath(), "acbulk-" + Guid.NewGuid().ToString("N"));
    private readonly VirtualClock _clock = new();
    private readonly ClockDriver _driver;
    private readonly Postbox _box;
    private readonly AccountConnection _connection;
    private readonly PostboxService _service;

    public PostboxTests()
    {
        _driver = new ClockDriver(_clock, new CountingClock(_clock));
        _box = new Postbox(_clock);
        _connection = new AccountConnection(new ConnectionSettings
        {
            Uri = new Uri("https://postbox.example.com"), Wire = new PostboxWire(_box.RenewAsync), Clock = _clock, WrapHandler = _ => _driver.Count(_box),
        });
        _service = new PostboxService(_connection);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _box.Dispose();
        if (Directory.Exists(_home))
            Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task Credentials_ThatCannotBeHad_EndACall_BeforeItIsNotedAsSent()
    {
        bool isNoted = false;
        using AccountConnection connection = new(new ConnectionSettings
        {
            Uri = new Uri("https://postbox.example.com"), Wire = new PostboxWire(_box.RenewAsync) { Failure = new BulkException(BulkError.ConsentNeeded, "Nobody consented.") }, Clock = _clock, WrapHandler = _ => _driver.Count(_box),
        });
        ServiceCall call = new(HttpMethod.Post, "jobs")
        {
            BeforeSend = () =>
            {
                isNoted = true;
                return Task.CompletedTask;
            },
        };

        Assert.Equal(BulkError.ConsentNeeded, (await Assert.ThrowsAsync<BulkException>(() => connection.TryWriteAsync(call, CancellationToken.None))).Error);
        Assert.False(isNoted);
    }

    [Fact]
    public async Task Import_OfAThousand_EndsInOneKnownState_ByNumbersAlone()
    {
        _box.FailedOfEach = 2;

        ActivitySnapshot activity = await ImportAsync(Rows(1000).Append("no address"));

        Assert.Equal((ActivityState.Sent, 1001L, 980L, 1L, 20L, 0L), (activity.State, activity.RowsRead, activity.Imported, activity.Refused, activity.Unknown, activity.Pending + activity.NotSent));
        Assert.Equal((10, 1000), (_box.Jobs.Count, _box.People.Count));
        Assert.Equal(1, _box.Renewals);
        Assert.InRange(_box.MostAtOnce, 2, 10);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LostAnswer_IsSettledByWhatTheAccountHas(bool isTaken)
    {
        _box.LosesAnswerOf = 2;
        _box.TakesLost = isTaken;

        ActivitySnapshot activity = await ImportAsync(Rows(300));

        Assert.Equal((ActivityState.Completed, 300L, 0L), (activity.State, activity.Imported, activity.Unknown));
        Assert.Equal(300, _box.People.Count);
        Assert.Equal(3, _box.Jobs.Count);
    }

    [Fact]
    public async Task SingleCalls_AreRefusedWithTheWayOut()
    {
        BulkException e = await Assert.ThrowsAsync<BulkException>(() => ImportAsync(Rows(1), new ImportSettings { Method = ImportMethod.Single }));
        Assert.Equal((BulkError.SettingsConflict, true), (e.Error, e.Message.Contains("leave out -Method Single")));
        Assert.Empty(_box.Jobs);
    }

    private static IEnumerable<string> Rows(int count) => Enumerable.Range(1, count).Select(i => $"p{i}@example.org");

    private async Task<ActivitySnapshot> ImportAsync(IEnumerable<string> mails, ImportSettings? settings = null)
    {
        string folder = string.Empty;
        await _driver.RunAsync(() =>
        {
            using StatusPoller poller = new(_service);
            using ImportRun run = ImportRun.PrepareAsync(_service, new JournalStore(_home), settings ?? new ImportSettings(), CancellationToken.None, poller).GetAwaiter().GetResult();
            using BatchWaiter waiter = new(poller, new BatchSettler(_service), _clock);
            folder = run.Folder;
            run.Start();
            RowShape shape = new(["mail", "name"]);
            Assert.True(run.TryAdd(mails.Select((mail, i) => new SourceRow(i + 1, 0, shape, [mail, "Name"])).ToArray()));
            run.CompleteInput();
            for (bool isDone = false; !isDone || waiter.Open > 0;)
            {
                run.Wait(TimeSpan.FromMilliseconds(2), CancellationToken.None);
                isDone = run.IsDone;
                while (run.TryTake(out RunEvent? item))
                {
                    if (item is BatchEvent batch)
                        waiter.Add(batch.Report);
                }

                while (waiter.TryTake(out _))
                {
                }
            }

            Assert.Null(run.Failure ?? waiter.Failure);
        });
        return JournalReader.Read(folder);
    }

    /// <summary>The service's other side, in memory.</summary>
    private sealed class Postbox : HttpMessageHandler
    {
        private readonly TimeProvider _clock;

        public Postbox(TimeProvider clock) => _clock = clock;

        public HashSet<string> People { get; } = [];

        public Dictionary<string, DateTimeOffset> Jobs { get; } = [];

        public int Renewals { get; private set; }

        public int MostAtOnce { get; private set; }

        public int FailedOfEach { get; set; }

        public int LosesAnswerOf { get; set; }

        public bool TakesLost { get; set; }

        public Task<string> RenewAsync() => Task.FromResult("fresh" + ++Renewals);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            lock (People)
                return request.Headers.Authorization?.Parameter == "fresh" + Renewals && Renewals > 0 ? Answer(request, body) : new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = new ByteArrayContent([]) };
        }

        private HttpResponseMessage Answer(HttpRequestMessage request, byte[] body)
        {
            string query = Uri.UnescapeDataString(request.RequestUri!.Query);
            if (request.Method == HttpMethod.Post)
                return Take(body);
            if (query.StartsWith("?mail=", StringComparison.Ordinal))
                return Json(new { people = query[6..].Split(',').Where(People.Contains) });
            if (query == "?state=running")
                return Json(new { jobs = Jobs.Where(job => !IsDone(job.Value)).Select(job => job.Key) });
            if (query.Length == 0)
                return Json(new { me = true });
            string[] ids = query["?ids=".Length..].Split(',');
            MostAtOnce = Math.Max(MostAtOnce, ids.Length);
            return Json(new { jobs = ids.Select(id => new { state = IsDone(Jobs[id]) ? "done" : "running", failed = FailedOfEach }) });
        }

        private HttpResponseMessage Take(byte[] body)
        {
            bool isLost = Jobs.Count + 1 == LosesAnswerOf;
            LosesAnswerOf = isLost ? 0 : LosesAnswerOf;
            if (isLost && !TakesLost)
                throw new HttpRequestException("Broken.", new IOException("Reset."));
            using JsonDocument sent = JsonDocument.Parse(body);
            foreach (JsonElement person in sent.RootElement.GetProperty("people").EnumerateArray())
                Assert.True(People.Add(person.GetProperty("mail").GetString()!), "Somebody came twice.");
            string id = "j" + (Jobs.Count + 1);
            Jobs.Add(id, _clock.GetUtcNow());
            return isLost ? throw new HttpRequestException("Broken.", new IOException("Reset.")) : Json(new { job = id });
        }

        private bool IsDone(DateTimeOffset began) => _clock.GetUtcNow() - began > TimeSpan.FromSeconds(20);

        private static HttpResponseMessage Json(object value) => new(HttpStatusCode.OK) { Content = new StringContent(JsonSerializer.Serialize(value), Encoding.UTF8, "application/json") };
    }
}
