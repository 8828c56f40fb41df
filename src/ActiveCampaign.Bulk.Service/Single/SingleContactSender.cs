using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Single;

/// <summary>
/// Brings one contact in by contact/sync and what that cannot do itself: lists and tags. This route can put somebody
/// back on a list they left, which the importer cannot, so the list states are read first and nobody is.
/// </summary>
internal sealed class SingleContactSender : ISingleRoute
{
    private readonly AccountConnection _connection;
    private readonly ContactReader _contacts;
    private readonly TagFinder _tags;
    private readonly CancellationToken _stop;
    private readonly CancellationToken _abort;
    private readonly Dictionary<string, int> _tagIds = new(StringComparer.OrdinalIgnoreCase);

    public SingleContactSender(AccountConnection connection, AccountCatalog catalog, CancellationToken stop, CancellationToken abort)
    {
        _connection = connection;
        _contacts = new ContactReader(connection);
        _tags = new TagFinder(connection);
        _stop = stop;
        _abort = abort;
        foreach (TagDefinition tag in catalog.Tags)
            _tagIds[tag.Name] = tag.Id;
    }

    /// <summary>Whether somebody who has left a list is put back on it.</summary>
    public bool Resubscribes { get; init; }

    /// <summary>Whether nobody is put back who is off a list now, since that may be newer than what was agreed to.</summary>
    public bool HeedsDepartures { get; init; }

    public Task<SingleOutcome> SendAsync(ReadOnlyMemory<byte> contact, string? id)
    {
        ContactRow row = ContactJson.Read(contact);
        return Resubscribes ? ResubscribeAsync(row, MemberRows.ReadId(id)) : SendAsync(row);
    }

    private async Task<SingleOutcome> SendAsync(ContactRow contact)
    {
        IReadOnlyDictionary<int, ContactStatus> states = await ListStatesAsync(contact).ConfigureAwait(false);
        if (IsOff(contact, states))
            return SingleOutcome.Refused(new RowProblem(RowReason.ConsentWithdrawn, ServiceTexts.ConsentWithdrawn));

        Exchange sync = await PostAsync(Routes.ContactSync, SingleJson.Sync(contact)).ConfigureAwait(false);
        if (Judge(sync, Routes.ContactSync) is SingleOutcome stopped)
            return stopped;
        if (ReadId(sync.Answer!, "contact") is not int id)
            return SingleOutcome.Unknown(Texts.AnswerUseless(sync.Status));

        return await JoinAsync(contact, id, states).ConfigureAwait(false)
            ?? await TagAsync(contact, id).ConfigureAwait(false)
            ?? SingleOutcome.Done(IsNew(sync.Answer!)) with { ContactId = Text(id) };
    }

    // One call a list where the contact was looked up; an address that may be new takes the call that makes it a contact.
    private async Task<SingleOutcome> ResubscribeAsync(ContactRow contact, int? id)
    {
        bool isNew = false;
        if (id is null)
        {
            Exchange sync = await PostAsync(Routes.ContactSync, SingleJson.Sync(contact)).ConfigureAwait(false);
            if (Judge(sync, Routes.ContactSync) is SingleOutcome stopped)
                return stopped;
            if ((id = ReadId(sync.Answer!, "contact")) is null)
                return SingleOutcome.Unknown(Texts.AnswerUseless(sync.Status));
            isNew = IsNew(sync.Answer!);
        }

        if (HeedsDepartures && !isNew && IsOff(contact, await _contacts.ListsAsync(id.Value, _stop).ConfigureAwait(false)))
            return SingleOutcome.Refused(new RowProblem(RowReason.ConsentWithdrawn, ServiceTexts.LeftBeforeResume));
        foreach (int list in contact.Subscribe)
        {
            Exchange joined = await PostAsync(Routes.ContactLists, SingleJson.ListState(id.Value, list, subscribe: true, again: true)).ConfigureAwait(false);
            if (Judge(joined, Routes.ContactLists) is SingleOutcome stopped)
                return stopped;
        }

        return SingleOutcome.Done(isNew) with { ContactId = Text(id.Value) };
    }

    private async Task<IReadOnlyDictionary<int, ContactStatus>> ListStatesAsync(ContactRow contact) =>
        contact.Subscribe.Count + contact.Unsubscribe.Count > 0 && await _contacts.FindAsync(contact.Email, ContactParts.None, _stop).ConfigureAwait(false) is Contact found
            ? await _contacts.ListsAsync(found.Id, _stop).ConfigureAwait(false)
            : new Dictionary<int, ContactStatus>();

    // Whether the contact has been on one of the lists it is to join, and gets no mail of it now.
    private static bool IsOff(ContactRow contact, IReadOnlyDictionary<int, ContactStatus> states) =>
        contact.Subscribe.Any(list => states.TryGetValue(list, out ContactStatus state) && state != ContactStatus.Active);

    private async Task<SingleOutcome?> JoinAsync(ContactRow contact, int id, IReadOnlyDictionary<int, ContactStatus> states)
    {
        foreach (int list in contact.Subscribe.Where(list => !states.ContainsKey(list)))
        {
            Exchange joined = await PostAsync(Routes.ContactLists, SingleJson.ListState(id, list, subscribe: true)).ConfigureAwait(false);
            if (Judge(joined, Routes.ContactLists) is SingleOutcome stopped)
                return stopped;
        }

        foreach (int list in contact.Unsubscribe.Where(list => !states.TryGetValue(list, out ContactStatus state) || state != ContactStatus.Unsubscribed))
        {
            Exchange left = await PostAsync(Routes.ContactLists, SingleJson.ListState(id, list, subscribe: false)).ConfigureAwait(false);
            if (Judge(left, Routes.ContactLists) is SingleOutcome stopped)
                return stopped;
        }

        return null;
    }

    private async Task<SingleOutcome?> TagAsync(ContactRow contact, int id)
    {
        foreach (string name in contact.Tags)
        {
            if (!_tagIds.TryGetValue(name, out int tag))
            {
                Exchange made = await PostAsync(Routes.Tags, SingleJson.Tag(name)).ConfigureAwait(false);
                if (made.Kind == ExchangeKind.Lost || made.Status >= 500)
                    return SingleOutcome.Unknown(ServiceTexts.SingleLost(Routes.Tags));
                if ((ReadId(made.Answer!, "tag") ?? await FindTagAsync(name).ConfigureAwait(false)) is not int fresh)
                    return SingleOutcome.Refused(Problem(made.Answer!));
                _tagIds[name] = tag = fresh;
            }

            Exchange tagged = await PostAsync(Routes.ContactTags, SingleJson.ContactTag(id, tag)).ConfigureAwait(false);
            if (Judge(tagged, Routes.ContactTags) is SingleOutcome stopped)
                return stopped;
        }

        return null;
    }

    // A name that exists is answered with the tag, with an error, or with 422, whatever the year.
    private async Task<int?> FindTagAsync(string name) => await _tags.FindAsync(name, _stop).ConfigureAwait(false) is { Count: > 0 } ids ? ids[0] : null;

    private Task<Exchange> PostAsync(string route, byte[] body) =>
        _connection.WriteAsync(new ServiceCall(HttpMethod.Post, route, CallLane.General, new ArraySegment<byte>(body)) { Abort = _abort }, _stop);

    private static SingleOutcome? Judge(Exchange exchange, string route)
    {
        if (exchange.Kind == ExchangeKind.Lost || exchange.Status >= 500)
            return SingleOutcome.Unknown(ServiceTexts.SingleLost(route));
        return exchange.Answer!.IsSuccess ? null : SingleOutcome.Refused(Problem(exchange.Answer));
    }

    private static RowProblem Problem(ServiceAnswer answer) =>
        new(RowReason.RefusedByService, Texts.RefusedByService(ServiceErrorReader.Read(answer.Body)));

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);

    private static int? ReadId(ServiceAnswer answer, string resource) =>
        Read(answer, resource, element => WireText.ReadInt(element, "id"));

    // 201 means created to some accounts and comes always from others: there the dates tell. 200 is an update, whatever they say.
    private static bool IsNew(ServiceAnswer answer) => answer.Status == 201
        && Read<bool?>(answer, "contact", contact => WireText.Read(contact, "cdate") is string made ? made == WireText.Read(contact, "udate") : null) != false;

    private static T? Read<T>(ServiceAnswer answer, string resource, Func<JsonElement, T?> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(resource, out JsonElement element)
                ? read(element)
                : default;
        }
        catch (JsonException)
        {
            // An answer that cannot be read has no id; the caller reports the row as unknown.
            return default;
        }
    }
}
