using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Lookup;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Http;

namespace ActiveCampaign.Bulk.ConstantContact.Export;

/// <summary>Which contacts are wanted and what of them, with everything found that was named.</summary>
internal sealed class StoredSelection
{
    private readonly AccountConnection _connection;
    private readonly string _query;
    private readonly int? _segment;

    private StoredSelection(AccountConnection connection, string query, int? segment, IReadOnlyList<StoredColumn> columns)
    {
        _connection = connection;
        _query = query;
        _segment = segment;
        Columns = columns;
    }

    /// <summary>What of them.</summary>
    public IReadOnlyList<StoredColumn> Columns { get; }

    /// <summary>Finds what filters and names mean. Reads no contact.</summary>
    /// <exception cref="BulkException">A filter names what is not there, or a column is unknown.</exception>
    public static async Task<StoredSelection> PrepareAsync(AccountConnection connection, WantedContacts wanted, IReadOnlyList<string>? properties, Func<string, string, bool> matches, CancellationToken token)
    {
        string query = await wanted.QueryAsync(connection, token).ConfigureAwait(false);
        return new StoredSelection(connection, query, wanted.Segment, await StoredColumns.ChooseAsync(connection, properties, matches, token).ConfigureAwait(false));
    }

    /// <summary>Begins to read.</summary>
    /// <param name="from">The page to begin at; null for the first.</param>
    public StoredStream Open(string? from = null) => new(_connection, from ?? ApiRoutes.ContactsBy(_query + StoredColumns.Include(Columns)), _segment);

    /// <summary>The cells of a contact by the names of their columns.</summary>
    public IEnumerable<KeyValuePair<string, string>> CellsOf(StoredContact contact) => Columns.Select(column => new KeyValuePair<string, string>(column.Name, column.Text(contact)));

    /// <summary>Contacts by id or address, in the order in which they are asked for; null for those that are not there.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public Task<IReadOnlyList<StoredContact?>> FindAsync(IReadOnlyList<NamedContact> named, CancellationToken token) =>
        new ContactLocator(_connection, StoredColumns.Include(Columns)).FindAsync(named, token);
}
