using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Tests.Contract;

/// <summary>A made-up service: tokens that expire, jobs that tell numbers alone, and one look for many of them.</summary>
internal sealed class PostboxService : BulkService
{
    public PostboxService(AccountConnection connection)
        : base(connection)
    {
    }

    public override BatchRules Rules { get; } = new() { MaxContacts = 100, MaxBytes = 1_000_000, LooksPerCall = 50, GeneralLane = new LaneRule(4, TimeSpan.FromSeconds(1), true) };

    public override Task<RowMapping> PrepareAsync(ImportSettings settings, CancellationToken token) => Task.FromResult<RowMapping>(new PostboxMapping(settings.Mapping));

    public override ImportEnvelope Frame(ImportSettings settings) => new(Encoding.UTF8.GetBytes("{\"people\":["), Encoding.UTF8.GetBytes("]}"));

    public override ServiceCall Request(Batch batch, ImportSettings settings) => new(HttpMethod.Post, "jobs", CallLane.General, batch.Body);

    public override ImportAnswer Judge(ServiceAnswer answer)
    {
        if (answer.Status >= 400)
            return new ImportAnswer(ImportVerdict.Refused, null, Connection.Host, []);
        using JsonDocument body = JsonDocument.Parse(answer.Body);
        return new ImportAnswer(ImportVerdict.Accepted, body.RootElement.GetProperty("job").GetString(), string.Empty, []);
    }

    public override Task<IReadOnlyList<BatchStatus>> LookAsync(IReadOnlyList<string> batchIds, CancellationToken token) =>
        Connection.ReadAsync<IReadOnlyList<BatchStatus>>("jobs?ids=" + string.Join(",", batchIds), root => root.GetProperty("jobs").EnumerateArray().Select(Status).ToList(), token);

    public override Task<bool> IsQuietAsync(CancellationToken token) => Connection.ReadAsync("jobs?state=running", root => root.GetProperty("jobs").GetArrayLength() == 0, token);

    public override async Task<IReadOnlyList<Inspection>> FindAsync(IReadOnlyList<ReadOnlyMemory<byte>> contacts, IReadOnlyList<string> lists, DateTimeOffset? sentAt, CancellationToken token)
    {
        List<string> asked = contacts.Select(contact => Read(contact).Email).ToList();
        HashSet<string> there = await Connection.ReadAsync(
            "people?mail=" + string.Join(",", asked), root => root.GetProperty("people").EnumerateArray().Select(mail => mail.GetString()!).ToHashSet(), token);
        return asked.ConvertAll(mail => there.Contains(mail) ? new Inspection(RowPresence.In, "1", []) : new Inspection(RowPresence.NotIn, null, []));
    }

    public override ContactGist Read(ReadOnlyMemory<byte> contact)
    {
        using JsonDocument person = JsonDocument.Parse(contact);
        return new ContactGist(person.RootElement.GetProperty("mail").GetString()!, Touches.None);
    }

    private static BatchStatus Status(JsonElement job) =>
        new(job.GetProperty("state").GetString() == "done" ? BatchState.Completed : BatchState.Active, null, []) { Nameless = job.GetProperty("failed").GetInt32() };
}

/// <summary>The service's wire: a bearer token, renewed by a secret that is asked for once at a time.</summary>
internal sealed class PostboxWire : ServiceWire
{
    private readonly Func<Task<string>> _renew;
    private readonly object _gate = new();
    private Task _renewal = Task.CompletedTask;
    private string _token = "stale";
    private int _number;

    public PostboxWire(Func<Task<string>> renew) => _renew = renew;

    public override string Probe => "me";

    public override TimeSpan DefaultRetryAfter => TimeSpan.FromSeconds(1);

    public override Uri BaseOf(Uri address) => BaseAddress.From(address, "/v1/");

    public override LaneSet CreateLanes(TimeProvider clock) => new(clock, null, null, new LaneRule(4, TimeSpan.FromSeconds(1), true));

    /// <summary>Fails when credentials are asked for; null where they are there.</summary>
    public BulkException? Failure { get; set; }

    public override Task ReadyAsync(CancellationToken token) => Failure is null ? Task.CompletedTask : Task.FromException(Failure);

    public override int Authorize(HttpRequestMessage request)
    {
        int number = _number;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        return number;
    }

    public override async Task<bool> RenewAsync(int refused, CancellationToken token)
    {
        Task renewal;
        lock (_gate)
            renewal = refused == _number && _renewal.IsCompleted ? _renewal = FetchAsync() : _renewal;
        await renewal;
        return true;
    }

    public override string ReadError(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span);

    public override bool SaysNotThere(int status, ReadOnlyMemory<byte> body) => status == 404;

    private async Task FetchAsync() => (_token, _number) = (await _renew(), _number + 1);
}

/// <summary>Rows with a mail and a name.</summary>
internal sealed class PostboxMapping : RowMapping, IRowMapper
{
    public PostboxMapping(MappingSettings settings) => Settings = settings;

    public override MappingSettings Settings { get; }

    public bool NeedsImporter => true;

    public override Task<IRowMapper> MapperForAsync(RowShape shape, CancellationToken token) => Task.FromResult<IRowMapper>(this);

    public void NoteOptOut(SourceRow row)
    {
    }

    public OutgoingRow? Map(SourceRow row, out RowProblem? problem)
    {
        string mail = CellText.ToText(row.Values[0]) ?? string.Empty;
        problem = EmailRules.FindProblem(mail) is null ? null : new RowProblem(RowReason.EmailInvalid, "It is no address.", "mail");
        return problem is null ? new Person { Email = mail, Name = CellText.ToText(row.Values[1]) } : null;
    }

    public void Check(IKnownContacts known) => throw new NotSupportedException();

    private sealed class Person : OutgoingRow
    {
        public string? Name { get; init; }

        public override void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writer.WriteString("mail", Email);
            writer.WriteString("name", Name);
            writer.WriteEndObject();
        }
    }
}
