using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Core.Names;

namespace ActiveCampaign.Bulk.ConstantContact.Catalog;

/// <summary>Reads what an account has by name, all pages of it.</summary>
internal sealed class AccountNames
{
    private const int Exists = 409;

    private readonly AccountConnection _connection;

    /// <summary>Reads those of an account.</summary>
    public AccountNames(AccountConnection connection) => _connection = connection;

    /// <summary>Its lists.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public Task<IReadOnlyList<MailingList>> ListsAsync(CancellationToken token) =>
        ReadAsync(ApiRoutes.Lists, "lists", MailingList.Read, NameKind.List, list => new KnownName(list.Id, list.Name, []), token);

    /// <summary>Its custom fields.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public Task<IReadOnlyList<CustomField>> FieldsAsync(CancellationToken token) =>
        ReadAsync(ApiRoutes.Fields, "custom_fields", CustomField.Read, NameKind.Field, field => field.ToKnown(), token);

    /// <summary>Its tags.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public Task<IReadOnlyList<AccountTag>> TagsAsync(CancellationToken token) =>
        ReadAsync(ApiRoutes.Tags, "tags", AccountTag.Read, NameKind.Tag, tag => new KnownName(tag.Id, tag.Name, []), token);

    /// <summary>Makes a tag. One that was made meanwhile is as good.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task MakeTagAsync(string name, CancellationToken token)
    {
        ServiceCall call = new(HttpMethod.Post, ApiRoutes.MakeTag, CallLane.General, new ArraySegment<byte>(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["name"] = name })));
        Exchange made = await _connection.RepeatAsync(call, token).ConfigureAwait(false);
        if (made.Answer is not { IsSuccess: true } and not { Status: Exists })
            throw new BulkException(BulkError.UnknownTag, ConstantContactTexts.TagNotMade(name, made.Answer is ServiceAnswer answer ? ErrorBody.Read(answer.Body).Text : string.Empty), name);
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string route, string member, Func<JsonElement, T> parse, NameKind kind, Func<T, KnownName> toKnown, CancellationToken token)
    {
        List<T> all = await ApiPages.ReadAsync(_connection, route, member, parse, token).ConfigureAwait(false);
        KnownNames.Of(_connection.Host).Note(kind, all.Select(toKnown));
        return all;
    }
}
