using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Service.Mapping;

/// <summary>
/// The contacts of an exported file, as digests of what they hold. A row is the same when importing it would change
/// none of that: a blank cell changes nothing, and neither does a tag or list that the contact has. Used by one thread.
/// </summary>
internal sealed class ExportBaseline : IKnownContacts
{
    private const string Is = "=";
    private const string There = "contact";

    private readonly ColumnPlan _plan;
    private readonly Dictionary<ulong, HashSet<ulong>> _contacts = [];
    private readonly RowDigester _digester;

    /// <param name="plan">Where the columns of the file lead.</param>
    public ExportBaseline(ColumnPlan plan)
    {
        _plan = plan;
        byte[] key = new byte[16];
        using (RandomNumberGenerator random = RandomNumberGenerator.Create())
            random.GetBytes(key);
        _digester = new RowDigester(key);
    }

    /// <inheritdoc/>
    public int Count => _contacts.Count;

    /// <summary>Adds a contact; one that came before was another one of the same address, which cannot be compared with.</summary>
    public void Add(ContactRow contact)
    {
        ulong address = _digester.Address(contact.Email);
        if (!_contacts.ContainsKey(address))
            _contacts.Add(address, [.. Parts(contact)]);
        else
            _contacts[address] = [];
    }

    /// <summary>Makes sure that the file has what rows are compared by.</summary>
    /// <param name="rows">Where the columns of the rows lead.</param>
    /// <param name="settings">What else each row gets.</param>
    /// <exception cref="BulkException">It lacks a column.</exception>
    public void Check(ColumnPlan rows, MappingSettings settings)
    {
        ColumnTarget? missing = rows.Targets.FirstOrDefault(target => target.Kind is not (ColumnKind.Ignored or ColumnKind.OptOut or ColumnKind.Standing or ColumnKind.Email) && !Has(target));
        string? lacks = missing?.Column
            ?? (settings.Tags.Count > 0 && !_plan.Has(ColumnKind.Tags) ? "tags" : null)
            ?? (settings.Subscribe.Count > 0 && !_plan.Has(ColumnKind.Lists) ? "lists" : null);
        if (lacks is not null)
            throw new BulkException(BulkError.NoBaseline, ServiceTexts.ExportLacks(lacks), lacks);
    }

    /// <inheritdoc/>
    public bool IsSame(OutgoingRow row) => IsSame((ContactRow)row);

    // What unsubscribes is always sent.
    private bool IsSame(ContactRow contact) =>
        contact.Unsubscribe.Count == 0
        && _contacts.TryGetValue(_digester.Address(contact.Email), out HashSet<ulong>? parts) && parts.Contains(Digest(There))
        && Values(contact).All(value => value.Text!.Length == 0 ? !parts.Contains(Digest(value.Place)) : parts.Contains(Digest(value.Place + Is + value.Text)))
        && Names(contact).All(name => parts.Contains(Digest(name)));

    /// <inheritdoc/>
    public void Dispose() => _digester.Dispose();

    // A value is noted with its place, and its place alone, since a blank cell may be there to clear what the contact has.
    private IEnumerable<ulong> Parts(ContactRow contact) => Values(contact).Where(value => value.Text!.Length > 0)
        .SelectMany(value => new[] { value.Place, value.Place + Is + value.Text }).Concat(Names(contact)).Append(There).Select(Digest);

    private static IEnumerable<(string Place, string? Text)> Values(ContactRow contact) =>
        contact.Fields.Select(field => ("field:" + Text(field.Id), (string?)field.Value))
            .Concat([("first", contact.FirstName), ("last", contact.LastName), ("phone", contact.Phone), ("account", contact.Account)])
            .Where(value => value.Item2 is not null);

    private static IEnumerable<string> Names(ContactRow contact) =>
        contact.Tags.Select(tag => "tag" + Is + tag.ToUpperInvariant()).Concat(contact.Subscribe.Select(list => "list" + Is + Text(list)));

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);

    private bool Has(ColumnTarget target) => _plan.Targets.Any(known => known.Kind == target.Kind && known.Field?.Id == target.Field?.Id);

    private ulong Digest(string part) => _digester.Digest(string.Empty, new ArraySegment<byte>(Encoding.UTF8.GetBytes(part))).Content;
}
