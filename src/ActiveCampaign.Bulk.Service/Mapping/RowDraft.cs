using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Mapping;

/// <summary>The contact while its cells come in.</summary>
internal sealed class RowDraft
{
    private readonly IReadOnlyList<string> _everyTag;
    private readonly AccountCatalog _catalog;
    private readonly IReadOnlyList<int> _subscribe;
    private readonly IReadOnlyList<int> _unsubscribe;
    private string _email = string.Empty;
    private string? _firstName;
    private string? _lastName;
    private string? _phone;
    private string? _account;
    private List<FieldValue>? _fields;
    private List<string>? _tags;
    private List<int>? _lists;
    private List<int>? _left;

    /// <param name="tags">Tags for every row.</param>
    /// <param name="catalog">What the account has.</param>
    /// <param name="subscribe">Lists that every row is subscribed to.</param>
    /// <param name="unsubscribe">Lists that every row is unsubscribed from.</param>
    public RowDraft(IReadOnlyList<string> tags, AccountCatalog catalog, IReadOnlyList<int> subscribe, IReadOnlyList<int> unsubscribe)
    {
        _everyTag = tags;
        _catalog = catalog;
        _subscribe = subscribe;
        _unsubscribe = unsubscribe;
    }

    public bool OptedOut { get; set; }

    public string Email => _email;

    public void Set(ColumnTarget target, string text)
    {
        switch (target.Kind)
        {
            case ColumnKind.Email:
                _email = AddressForm.Trim(text);
                break;
            case ColumnKind.FirstName:
                _firstName = text;
                break;
            case ColumnKind.LastName:
                _lastName = text;
                break;
            case ColumnKind.Phone:
                _phone = text;
                break;
            case ColumnKind.Account:
                _account = text;
                break;
            default:
                (_fields ??= []).Add(new FieldValue(target.Field!.Id, text));
                break;
        }
    }

    public void AddTag(string tag)
    {
        _tags ??= [.. _everyTag];
        if (!_tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
            _tags.Add(tag);
    }

    public void AddList(ColumnKind kind, int id)
    {
        List<int> lists = kind == ColumnKind.ListsUnsubscribed ? _left ??= [.. _unsubscribe] : _lists ??= [.. _subscribe];
        if (!lists.Contains(id))
            lists.Add(id);
    }

    public RowProblem? FindProblem()
    {
        if (EmailRules.FindProblem(_email) is string wrong)
            return new RowProblem(RowReason.EmailInvalid, Texts.EmailInvalid(wrong));
        IReadOnlyList<int> left = _left ?? _unsubscribe;
        return !OptedOut && left.Count > 0 && (_lists ?? _subscribe).Any(left.Contains)
            ? new RowProblem(RowReason.ListConflict, ServiceTexts.ListConflict)
            : null;
    }

    public ContactRow ToContact(bool optsOut) => new()
    {
        OptsOut = optsOut,
        Email = _email,
        FirstName = _firstName,
        LastName = _lastName,
        Phone = _phone,
        Account = _account,
        Fields = _fields ?? (IReadOnlyList<FieldValue>)[],
        Tags = _tags ?? _everyTag,
        Subscribe = OptedOut ? [] : _lists ?? _subscribe,
        Unsubscribe = OptedOut ? Leaves() : _left ?? _unsubscribe,
    };

    // The lists that the row would have joined; where it names none, nobody can tell which ones were meant.
    private List<int> Leaves()
    {
        IReadOnlyList<int> named = _lists ?? _subscribe;
        return (_left ?? _unsubscribe).Union(named.Count > 0 ? named : _catalog.Lists.Select(list => list.Id)).ToList();
    }
}
