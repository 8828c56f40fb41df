using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Http;

namespace ActiveCampaign.Bulk.ConstantContact.Catalog;

/// <summary>Reads what an account has by name, all pages of it.</summary>
internal sealed class AccountNames
{
    private readonly AccountConnection _connection;

    /// <summary>Reads those of an account.</summary>
    public AccountNames(AccountConnection connection) => _connection = connection;

    /// <summary>Its lists.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<IReadOnlyList<MailingList>> ListsAsync(CancellationToken token) =>
        await ApiPages.ReadAsync(_connection, ApiRoutes.Lists, "lists", MailingList.Read, token).ConfigureAwait(false);

    /// <summary>Its custom fields.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<IReadOnlyList<CustomField>> FieldsAsync(CancellationToken token) =>
        await ApiPages.ReadAsync(_connection, ApiRoutes.Fields, "custom_fields", CustomField.Read, token).ConfigureAwait(false);

    /// <summary>Its tags.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<IReadOnlyList<AccountTag>> TagsAsync(CancellationToken token) =>
        await ApiPages.ReadAsync(_connection, ApiRoutes.Tags, "tags", AccountTag.Read, token).ConfigureAwait(false);
}
