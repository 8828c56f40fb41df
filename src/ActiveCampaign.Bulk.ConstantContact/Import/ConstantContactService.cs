using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Export;
using ActiveCampaign.Bulk.ConstantContact.Lookup;
using ActiveCampaign.Bulk.ConstantContact.Mapping;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.ConstantContact.Import;

/// <summary>Constant Contact, as the engine knows it.</summary>
internal sealed class ConstantContactService : BulkService
{
    /// <summary>What journals call it.</summary>
    public const string ServiceName = ConstantContactAddress.ServiceName;

    private const string IdPrefix = "id:";

    // An activity is listed some moments after it was received, and a call that was cut may still be on its way.
    private static readonly TimeSpan[] s_traces = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15)];

    // The service forgets an activity after ten days, so that one which is not listed may have been there.
    private static readonly TimeSpan s_memory = TimeSpan.FromDays(9);

    private readonly ActivityBook _activities;
    private readonly ContactReadBack _contacts;

    /// <summary>Binds it to an account.</summary>
    public ConstantContactService(AccountConnection connection)
        : base(connection)
    {
        _activities = new ActivityBook(connection);
        _contacts = new ContactReadBack(connection);
    }

    /// <inheritdoc/>
    public override string Name => ServiceName;

    /// <inheritdoc/>
    public override BatchRules Rules => ConstantContactLimits.Rules;

    /// <inheritdoc/>
    public override bool FindsNameless => true;

    /// <inheritdoc/>
    public override int MaxTagged => ConstantContactLimits.MaxNamed;

    /// <inheritdoc/>
    public override async Task<RowMapping> PrepareAsync(ImportSettings settings, CancellationToken token) =>
        settings.Action == ImportAction.Import ? await ImportMapping.PrepareAsync(Connection, settings, token).ConfigureAwait(false) : await MemberMapping.PrepareAsync(Connection, settings, token).ConfigureAwait(false);

    /// <inheritdoc/>
    public override ImportEnvelope Frame(ImportSettings settings) => new(
        Encoding.UTF8.GetBytes("{\"" + ImportBody.ContactsKey + "\":["),
        Encoding.UTF8.GetBytes("],\"list_ids\":" + JsonSerializer.Serialize(ListsOf(settings)) + "}"));

    /// <inheritdoc/>
    public override ServiceCall Request(Batch batch, ImportSettings settings)
    {
        using JsonDocument body = JsonDocument.Parse(batch.Body);
        JsonElement contacts = body.RootElement.GetProperty(ImportBody.ContactsKey);
        if (MemberBody.ToCall(contacts) is ServiceCall call)
            return call with { IsFull = IsFull };
        List<string> keys = ImportBody.KeysOf(contacts);
        string boundary = "----" + batch.Name;
        if (FormOf(batch, settings, contacts, keys) is ArraySegment<byte> form)
        {
            return new ServiceCall(HttpMethod.Post, ApiRoutes.ImportFile, CallLane.General, form) { ContentType = $"multipart/form-data; boundary=\"{boundary}\"", IsFull = IsFull };
        }

        ArraySegment<byte> json = ImportBody.WithoutTags(batch.Body, body.RootElement, contacts);
        return new ServiceCall(HttpMethod.Post, ApiRoutes.ImportJson, CallLane.General, keys.Contains(Headings.SmsConsent) ? ImportBody.WithConsent(json) : json) { IsFull = IsFull };
    }

    /// <inheritdoc/>
    public override ImportAnswer Judge(ServiceAnswer answer)
    {
        if (!answer.IsSuccess)
        {
            ImportVerdict verdict = IsFull(answer) ? ImportVerdict.Full : answer.Status is 429 ? ImportVerdict.RateRefused : answer.Status >= 500 ? ImportVerdict.Unreadable : ImportVerdict.Refused;
            return new ImportAnswer(verdict, null, ErrorBody.Read(answer.Body).Text, []);
        }

        try
        {
            using JsonDocument body = JsonDocument.Parse(answer.Body);
            if (JsonParts.Text(body.RootElement, "activity_id") is { Length: > 0 } id)
                return new ImportAnswer(ImportVerdict.Accepted, id, string.Empty, []);
        }
        catch (JsonException)
        {
            // Cut: whatever was queued has an id that nobody knows yet.
        }

        return new ImportAnswer(ImportVerdict.Unreadable, null, string.Empty, []);
    }

    /// <inheritdoc/>
    public override bool IsElsewhere(ServiceAnswer answer) => answer.Status == 404 && ErrorBody.Read(answer.Body).Key is null;

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<BatchStatus>> LookAsync(IReadOnlyList<string> batchIds, CancellationToken token) =>
        (await _activities.FindAsync(batchIds, token).ConfigureAwait(false))
            .Select(activity => new BatchStatus(activity?.Stands ?? BatchState.NotKnown, null, []) { Nameless = activity?.Failed ?? 0, Seen = activity?.Seen })
            .ToList();

    /// <inheritdoc/>
    public override Task<bool> IsQuietAsync(CancellationToken token) => _activities.IsQuietAsync(token);

    /// <summary>
    /// Asks for the activity that the batch's file came with. A batch that went as JSON has no name, so that its contacts are
    /// asked for instead: an import that comes twice does no harm beside the time it takes.
    /// </summary>
    public override async Task<BatchTrace> TraceAsync(Batch batch, ImportSettings settings, CancellationToken token)
    {
        if (settings.Action != ImportAction.Import)
            return BatchTrace.Unclear;
        using JsonDocument body = JsonDocument.Parse(batch.Body);
        JsonElement contacts = body.RootElement.GetProperty(ImportBody.ContactsKey);
        if (FormOf(batch, settings, contacts, ImportBody.KeysOf(contacts)) is null)
            return BatchTrace.Unclear;
        for (int look = 0; ; look++)
        {
            if (await _activities.FindFileAsync(FileOf(batch.Name), token).ConfigureAwait(false) is ServiceActivity found)
                return BatchTrace.Found(found.Id);
            if (look == s_traces.Length)
                return batch.SentBefore > Connection.ServiceNow - s_memory ? BatchTrace.Absent : BatchTrace.Unclear;
            await Connection.Clock.PauseAsync(s_traces[look], token).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Inspection>> FindAsync(IReadOnlyList<ReadOnlyMemory<byte>> contacts, IReadOnlyList<string> lists, DateTimeOffset? sentAt, CancellationToken token) =>
        await MemberReadBack.TryInspectAsync(Connection, contacts, token).ConfigureAwait(false) ?? await _contacts.InspectAsync(contacts, lists, sentAt, token).ConfigureAwait(false);

    /// <inheritdoc/>
    public override IRowMatcher? MatcherFor(ImportSettings settings) => settings.Action == ImportAction.Import ? null
        : new MemberMatcher(Connection, settings, settings is { BackupPath: string path, IsRehearsal: false } ? new DeletionBackup(Connection, path) : null);

    /// <inheritdoc/>
    public override ContactGist Read(ReadOnlyMemory<byte> contact)
    {
        using JsonDocument document = JsonDocument.Parse(contact);
        return new ContactGist(ImportRow.EmailOf(contact), MemberDeed.Read(document.RootElement)?.Action switch
        {
            ImportAction.AddTag or ImportAction.RemoveTag => Touches.Tags,
            ImportAction.Delete => Touches.All,
            _ => Touches.Lists,
        })
        {
            TagsAfter = ImportRow.TagsOf(document.RootElement),
        };
    }

    // Null where it goes as JSON: a file in its form may be larger than that, and than the service takes.
    private static ArraySegment<byte>? FormOf(Batch batch, ImportSettings settings, JsonElement contacts, List<string> keys)
    {
        if (!GoesAsFile(keys, settings))
            return null;
        ArraySegment<byte> form = ImportBody.ToForm(ImportBody.ToFile(contacts, keys), FileOf(batch.Name), ListsOf(settings), keys.Contains(Headings.SmsConsent), "----" + batch.Name);
        return form.Count <= ConstantContactLimits.MaxRequest ? form : default(ArraySegment<byte>?);
    }

    private static bool GoesAsFile(List<string> keys, ImportSettings settings) => settings.Method switch
    {
        ImportMethod.Csv => true,
        ImportMethod.Json => false,
        _ => keys.TrueForAll(Headings.IsOfFiles),
    };

    private static bool IsFull(ServiceAnswer answer) => answer.Status == 429 && ErrorBody.Read(answer.Body).Key is not (ErrorBody.Throttled or ErrorBody.QuotaExceeded);

    private static string FileOf(string name) => name + ".csv";

    private static List<string> ListsOf(ImportSettings settings) => settings.Lists.Select(list => list.StartsWith(IdPrefix, StringComparison.Ordinal) ? list.Substring(IdPrefix.Length) : list).ToList();
}
