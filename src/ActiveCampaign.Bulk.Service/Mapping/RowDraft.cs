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
    private readonly MappingSettings _settings;
    private readonly AccountCatalog _catalog;
    private string _email = string.Empty;
    private string? _firstName;
    private string? _lastName;
    private string? _phone;
    private string? _account;
    private List<FieldValue>? _fields;
    private List<string>? _tags;
    private List<int>? _lists;
    private List<int>? _left;

    public RowDraft(MappingSettings settings, AccountCatalog catalog)
    {
        _settings = settings;
        _catalog = catalog;
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
        _tags ??= [.. _settings.Tags];
        if (!_tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
            _tags.Add(tag);
    }

    public void AddList(ColumnKind kind, int id)
    {
        List<int> lists = kind == ColumnKind.ListsUnsubscribed ? _left ??= [.. _settings.Unsubscribe] : _lists ??= [.. _settings.Subscribe];
        if (!lists.Contains(id))
            lists.Add(id);
    }

    public RowProblem? FindProblem()
    {
        if (EmailRules.FindProblem(_email) is string wrong)
            return new RowProblem(RowReason.EmailInvalid, ServiceTexts.EmailInvalid(wrong));
        IReadOnlyList<int> left = _left ?? _settings.Unsubscribe;
        return !OptedOut && left.Count > 0 && (_lists ?? _settings.Subscribe).Any(left.Contains)
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
        Tags = _tags ?? _settings.Tags,
        Subscribe = OptedOut ? [] : _lists ?? _settings.Subscribe,
        Unsubscribe = OptedOut ? Leaves() : _left ?? _settings.Unsubscribe,
    };

    // The lists that the row would have joined; where it names none, nobody can tell which ones were meant.
    private List<int> Leaves()
    {
        IReadOnlyList<int> named = _lists ?? _settings.Subscribe;
        return (_left ?? _settings.Unsubscribe).Union(named.Count > 0 ? named : _catalog.Lists.Select(list => list.Id)).ToList();
    }
}
