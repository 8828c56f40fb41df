using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Service.Lookup;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Service.Single;

namespace ActiveCampaign.Bulk.Service.Import;

/// <summary>ActiveCampaign, as the engine knows it.</summary>
internal sealed class ActiveCampaignService : BulkService
{
    private readonly StatusClient _status;
    private readonly ContactInspector _inspector;
    private readonly MemberStates _members;

    /// <summary>Binds it to an account.</summary>
    public ActiveCampaignService(AccountConnection connection)
        : base(connection)
    {
        _status = new StatusClient(connection);
        _inspector = new ContactInspector(connection);
        _members = new MemberStates(connection);
    }

    /// <inheritdoc/>
    public override BatchRules Rules => ServiceLimits.Rules;

    /// <inheritdoc/>
    public override async Task<RowMapping> PrepareAsync(ImportSettings settings, CancellationToken token) =>
        await ContactMapping.PrepareAsync(Connection, settings, token).ConfigureAwait(false);

    /// <inheritdoc/>
    public override ImportEnvelope Frame(ImportSettings settings) => ImportEnvelopes.Create(settings.SkipAutomation, settings.Callback);

    /// <inheritdoc/>
    public override ServiceCall Request(Batch batch, ImportSettings settings) =>
        new ServiceCall(HttpMethod.Post, Routes.BulkImport, batch.Contacts == 1 ? CallLane.Single : CallLane.Bulk, batch.Body)
        {
            IsRateRefusal = answer => answer.Status == 400 && Judge(answer).Verdict == ImportVerdict.RateRefused,
            RateRefusalPause = ServiceLimits.ImportRefusalPause,
        };

    /// <inheritdoc/>
    public override ImportAnswer Judge(ServiceAnswer answer) => ImportAnswerReader.Read(answer.Status, answer.Body);

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<BatchStatus>> LookAsync(IReadOnlyList<string> batchIds, CancellationToken token) =>
        [await _status.LookAsync(batchIds[0], token).ConfigureAwait(false)];

    /// <inheritdoc/>
    public override async Task<bool> IsQuietAsync(CancellationToken token) =>
        (await _status.DailyAsync(token).ConfigureAwait(false)).All(day => !day.IsOutstanding || (day.Batches == 0 && day.Contacts == 0));

    /// <inheritdoc/>
    public override Task<IReadOnlyList<Inspection>> FindAsync(IReadOnlyList<ReadOnlyMemory<byte>> contacts, IReadOnlyList<string> lists, DateTimeOffset? sentAt, CancellationToken token) =>
        _inspector.InspectAllAsync(contacts, sentAt, token);

    /// <inheritdoc/>
    public override ContactGist Read(ReadOnlyMemory<byte> contact)
    {
        ContactRow said = ContactJson.Read(contact);
        Touches lists = said.Subscribe.Count + said.Unsubscribe.Count > 0 ? Touches.Lists : Touches.None;
        return new ContactGist(said.Email, lists | (said.Tags.Count > 0 ? Touches.Tags : Touches.None));
    }

    /// <inheritdoc/>
    public override Task<int> AutomationsSinceAsync(Inspection found, DateTimeOffset? since, CancellationToken token) =>
        _inspector.AutomationCountAsync(int.Parse(found.ContactId!, CultureInfo.InvariantCulture), since, token);

    /// <inheritdoc/>
    public override ISingleRoute SingleRoute(RowMapping mapping, ImportSettings settings, bool isResumed, CancellationToken stop, CancellationToken abort) =>
        new SingleContactSender(Connection, ((ContactMapping)mapping).Catalog, stop, abort) { Resubscribes = settings.Resubscribe, HeedsDepartures = isResumed };

    /// <inheritdoc/>
    public override bool CanGoSingle(ReadOnlyMemory<byte> contact) => !ContactJson.HasAccount(contact);

    /// <inheritdoc/>
    public override IRowMatcher MatcherFor(ImportSettings settings) => new RowMatcher(Connection, settings);

    /// <inheritdoc/>
    public override IBatchGuard GuardFor(ImportSettings settings, CancellationToken stop) => new MemberGuard(Connection, settings, stop);

    /// <inheritdoc/>
    public override async Task<IReadOnlyCollection<long>> StillOnAsync(IReadOnlyList<string> lists, IReadOnlyList<ContactReference> contacts, CancellationToken token)
    {
        // Nobody is taken for gone because a list of contacts leaves them out.
        IReadOnlyDictionary<long, Contact> states = await _members.ReadAsync(contacts, withLists: true, token, orByAddress: true).ConfigureAwait(false);
        List<int> left = lists.Select(list => int.Parse(list, CultureInfo.InvariantCulture)).ToList();
        return states.Where(state => left.Exists(list => IsOn(state.Value, list))).Select(state => state.Key).ToList();
    }

    /// <inheritdoc/>
    public override IPresenceCount CountPresence() => new PresenceCount(Connection);

    /// <inheritdoc/>
    public override async Task<AccountRoom?> RoomAsync(CancellationToken token)
    {
        try
        {
            return await Connection.ReadAsync(Routes.AccountSettings, RoomOf, token).ConfigureAwait(false);
        }
        catch (BulkException e) when (e.Error is BulkError.AccessDenied or BulkError.RequestRefused)
        {
            // Only administrators may read an account's settings.
            return null;
        }
    }

    /// <inheritdoc/>
    public override IRefusalCause CreateExplainer() => new FailureExplainer(Connection);

    private static AccountRoom? RoomOf(JsonElement settings) =>
        WireText.ReadInt(settings, "subscriber_limit") is int limit and > 0 && WireText.ReadInt(settings, "subscriber_total") is int total ? new AccountRoom(limit, total) : null;

    // Whoever never confirmed is on the list as soon as the mail is answered.
    private static bool IsOn(Contact contact, int list) => contact.StateOn(list) is ContactStatus.Active or ContactStatus.Unconfirmed;
}
