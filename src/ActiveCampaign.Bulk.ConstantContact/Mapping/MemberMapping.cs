using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.ConstantContact.Mapping;

/// <summary>Maps rows of contacts that are there to what is done with them.</summary>
internal sealed class MemberMapping : RowMapping, IRowMapper
{
    private readonly MemberDeed _deed;
    private readonly FollowUpTags? _tags;

    private MemberMapping(MappingSettings settings, MemberDeed deed, FollowUpTags? tags = null) => (Settings, _deed, _tags) = (settings, deed, tags);

    /// <inheritdoc/>
    public override MappingSettings Settings { get; }

    /// <inheritdoc/>
    public bool NeedsImporter => true;

    /// <summary>Finds the lists or tags that the settings name.</summary>
    /// <exception cref="BulkException">One is not there, or there are too many.</exception>
    public static async Task<MemberMapping> PrepareAsync(AccountConnection connection, ImportSettings settings, CancellationToken token)
    {
        AccountNames names = new(connection);
        IReadOnlyList<MailingList> all = await names.ListsAsync(token).ConfigureAwait(false);
        MappingSettings mapping = AccountMark.Note(settings.Mapping, all);
        switch (settings.Action)
        {
            case ImportAction.Subscribe or ImportAction.Unsubscribe:
                IReadOnlyList<string> named = settings.Action == ImportAction.Subscribe ? settings.Lists : settings.UnsubscribeLists;
                IReadOnlyList<string> lists = ListFinder.IdsOf(named, all);
                return new MemberMapping(settings.Action == ImportAction.Subscribe ? mapping with { Subscribe = lists } : mapping with { Unsubscribe = lists }, new MemberDeed(settings.Action, lists));
            case ImportAction.AddTag when settings.FollowUpOf is not null:
                return new MemberMapping(mapping with { Tags = settings.Tags }, new MemberDeed(settings.Action, []), await FollowUpTags.ReadAsync(names, settings, token).ConfigureAwait(false));
            case ImportAction.AddTag or ImportAction.RemoveTag:
                IReadOnlyList<AccountTag> known = await names.TagsAsync(token).ConfigureAwait(false);
                List<string> tags = settings.Tags.Select(tag => NameFinder.IdOf(tag, known)).Distinct().ToList();
                if (tags.Count > ConstantContactLimits.MaxTags)
                    throw new BulkException(BulkError.SettingsConflict, ConstantContactTexts.TooManyTags(tags.Count));
                return new MemberMapping(mapping with { Tags = tags.ConvertAll(id => "id:" + id) }, new MemberDeed(settings.Action, tags));
            default:
                return new MemberMapping(mapping, new MemberDeed(settings.Action, []));
        }
    }

    /// <inheritdoc/>
    public override async Task<IRowMapper> MapperForAsync(RowShape shape, CancellationToken token)
    {
        if (_tags is not null)
            await _tags.MakeAsync(token).ConfigureAwait(false);
        return this;
    }

    /// <inheritdoc/>
    public void NoteOptOut(SourceRow row)
    {
    }

    /// <inheritdoc/>
    public OutgoingRow? Map(SourceRow row, out RowProblem? problem)
    {
        ContactReference contact = MemberRows.ToReference(row);
        problem = row.Problem ?? FindProblem(contact);
        if (problem is not null)
            return null;
        MemberDeed? deed = _tags is null ? _deed : _tags.Find(row);
        problem = deed is null ? new RowProblem(RowReason.TagUnknown, ConstantContactTexts.TagGone) : null;
        return deed is null ? null : new MemberRow(deed, contact.Key!) { Email = contact.Email! };
    }

    /// <inheritdoc/>
    public void Check(IKnownContacts known) => throw new NotSupportedException();

    // Whoever was looked up has an id; others were not, since their text is no address.
    private static RowProblem? FindProblem(ContactReference contact)
    {
        if (contact.Key is not null && !TextRules.IsBlank(contact.Email ?? string.Empty))
            return null;
        return contact.Key is not null
            ? new RowProblem(RowReason.EmailMissing, ConstantContactTexts.NoAddressToHold)
            : EmailRules.FindProblem(contact.Email ?? string.Empty) is string wrong ? new RowProblem(RowReason.EmailInvalid, Texts.EmailInvalid(wrong)) : new RowProblem(RowReason.NotFound, ConstantContactTexts.ContactNotThere);
    }

    private sealed class MemberRow(MemberDeed deed, string id) : OutgoingRow
    {
        public override void Write(Utf8JsonWriter writer) => deed.Write(writer, id, Email);
    }
}
