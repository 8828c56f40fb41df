using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Catalog;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>Turns source rows into contacts, or into the reason why not. Used by one thread.</summary>
public sealed class RowMapper
{
    private readonly MappingSettings _settings;
    private readonly AccountCatalog _catalog;
    private readonly ColumnPlanner _planner;
    private readonly ValueSplitter _splitter;
    private readonly FieldShaper _shaper;
    private readonly TagNames _tags;
    private ColumnPlan? _plan;

    /// <summary>Makes a mapper for one run.</summary>
    /// <param name="settings">How rows become contacts.</param>
    /// <param name="catalog">What the account has.</param>
    /// <param name="newTags">New tag names of the run so far, when the shape changes on the way.</param>
    public RowMapper(MappingSettings settings, AccountCatalog catalog, Dictionary<string, string>? newTags = null)
    {
        _settings = settings ?? throw new ArgumentNullException(nameof(settings));
        _catalog = catalog ?? throw new ArgumentNullException(nameof(catalog));
        _planner = new ColumnPlanner(settings, catalog);
        _splitter = new ValueSplitter(settings.ValueSeparator);
        _shaper = new FieldShaper(_splitter, settings.DateFormat);
        _tags = new TagNames(catalog, settings, newTags ?? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Tag names that did not exist and will be created.</summary>
    public IReadOnlyCollection<string> NewTags => _tags.New;

    /// <summary>The plan for a shape; checks it when it is a new one.</summary>
    /// <exception cref="BulkException">The shape does not fit the account.</exception>
    public ColumnPlan PlanFor(RowShape shape)
    {
        if (_plan is null || !ReferenceEquals(_plan.Shape, shape))
            _plan = _planner.Plan(shape);
        return _plan;
    }

    /// <summary>Maps one row: a contact, or null and the problem.</summary>
    public ContactRow? Map(SourceRow row, out RowProblem? problem)
    {
        if (row is null)
            throw new ArgumentNullException(nameof(row));

        problem = row.Problem;
        if (problem is not null)
            return null;
        Draft draft = new(_settings, _catalog);
        IReadOnlyList<ColumnTarget> targets = PlanFor(row.Shape).Targets;
        for (int i = 0; i < targets.Count; i++)
        {
            problem = FindTwin(targets, row, i)
                ?? (targets[i].Kind == ColumnKind.Nameless ? FindText(targets[i], i, row.Values[i]) : Take(targets[i], row.Values[i], draft));
            if (problem is not null)
                return null;
        }

        problem = draft.HasEmail ? draft.FindProblem() : NoEmail(targets);
        return problem is null ? draft.ToContact() : null;
    }

    private static RowProblem NoEmail(IReadOnlyList<ColumnTarget> targets)
    {
        string column = targets.First(target => target.Kind == ColumnKind.Email).Column;
        return new RowProblem(RowReason.EmailMissing, Texts.EmailMissing(column), column);
    }

    private static RowProblem? FindTwin(IReadOnlyList<ColumnTarget> targets, SourceRow row, int column)
    {
        if (targets[column].Twin < 0 || row.Values[column] is null)
            return null;
        for (int twin = targets[column].Twin; twin >= 0; twin = targets[twin].Twin)
        {
            if (row.Values[twin] is not null)
                return new RowProblem(RowReason.DuplicateColumn, Texts.DuplicateInRow(targets[twin].Column, targets[column].Column), targets[column].Column);
        }

        return null;
    }

    // A column that nobody named, and that is blank throughout, was not meant.
    private static RowProblem? FindText(ColumnTarget target, int index, object? value) => TextRules.IsBlank(CellText.ToText(value))
        ? null
        : new RowProblem(RowReason.RowRagged, Texts.CellWithoutName(index + 1, TextRules.IsBlank(target.Column) ? null : target.Column.Trim()), target.Column);

    private RowProblem? Take(ColumnTarget target, object? value, Draft draft)
    {
        // Absent is not blank: it changes nothing, not even where blank clears.
        if (value is null || (target.Kind == ColumnKind.Ignored && target.Problem is null))
            return null;
        string? text = value as string;
        if (text is null && !CellText.IsSeveral(value))
            text = CellText.ToText(value);
        if (text is null && value is System.Collections.IEnumerable several)
            return TakeSeveral(target, several, draft);
        if (TextRules.IsBlank(text))
            return TakeBlank(target, draft);
        if (target.Problem is not null)
            return target.Problem;
        if (TextRules.IsDamaged(text!))
            return new RowProblem(RowReason.EncodingDamaged, Texts.EncodingDamaged(target.Column), target.Column);
        return TakeValue(target, value, draft);
    }

    private RowProblem? TakeSeveral(ColumnTarget target, System.Collections.IEnumerable several, Draft draft)
    {
        IReadOnlyList<string> texts = CellText.ToTexts(several).Where(item => !TextRules.IsBlank(item)).ToList();
        if (texts.Count == 0)
            return TakeBlank(target, draft);
        if (target.Problem is not null)
            return target.Problem;
        return texts.Any(TextRules.IsDamaged)
            ? new RowProblem(RowReason.EncodingDamaged, Texts.EncodingDamaged(target.Column), target.Column)
            : TakeValue(target, texts, draft);
    }

    private static RowProblem? TakeBlank(ColumnTarget target, Draft draft)
    {
        if (target.ClearsWhenBlank)
            draft.Set(target, string.Empty);
        return null;
    }

    private RowProblem? TakeValue(ColumnTarget target, object value, Draft draft)
    {
        RowProblem? problem;
        switch (target.Kind)
        {
            case ColumnKind.Tags:
                return TakeTags(target, value, draft);
            case ColumnKind.Lists:
            case ColumnKind.ListsUnsubscribed:
                return TakeLists(target, value, draft);
            case ColumnKind.OptOut:
                return TakeOptOut(target, value, draft);
            case ColumnKind.Field:
                if (_shaper.Shape(target.Field!, value, target.Column, out problem) is { Length: > 0 } wire)
                    draft.Set(target, wire);
                return problem;
            default:
                if (FieldShaper.OneText(value, target.Column, out problem) is string text)
                    draft.Set(target, text);
                return problem;
        }
    }

    private static RowProblem? TakeOptOut(ColumnTarget target, object value, Draft draft)
    {
        if (FieldShaper.OneText(value, target.Column, out _) is not string text || OptOutText.Read(text) is not bool optedOut)
            return new RowProblem(RowReason.OptOutUnclear, Texts.OptOutUnclear(target.Column), target.Column);
        draft.OptedOut = optedOut;
        return null;
    }

    private RowProblem? TakeTags(ColumnTarget target, object value, Draft draft)
    {
        foreach (string name in _splitter.Names(value, _tags.IsKnown))
        {
            string? tag = _tags.Resolve(name, target.Column, out RowProblem? problem);
            if (tag is null)
                return problem;
            draft.AddTag(tag);
        }

        return null;
    }

    private RowProblem? TakeLists(ColumnTarget target, object value, Draft draft)
    {
        foreach (string name in _splitter.Names(value, text => _catalog.FindList(text) is not null))
        {
            ListDefinition? list = _catalog.FindList(name);
            if (list is null)
                return new RowProblem(RowReason.ListUnknown, Texts.ListUnknown(name, NearestName.Find(name, _catalog.Lists.Select(known => known.Name))), target.Column);
            draft.AddList(target.Kind, list.Id);
        }

        return null;
    }

    /// <summary>The contact while its cells come in.</summary>
    private sealed class Draft
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

        public Draft(MappingSettings settings, AccountCatalog catalog)
        {
            _settings = settings;
            _catalog = catalog;
        }

        public bool OptedOut { get; set; }

        public bool HasEmail => _email.Length > 0;

        public void Set(ColumnTarget target, string text)
        {
            switch (target.Kind)
            {
                case ColumnKind.Email:
                    _email = text.Trim();
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
                return new RowProblem(RowReason.EmailInvalid, Texts.EmailInvalid(wrong));
            IReadOnlyList<int> left = _left ?? _settings.Unsubscribe;
            return !OptedOut && left.Count > 0 && (_lists ?? _settings.Subscribe).Any(left.Contains)
                ? new RowProblem(RowReason.ListConflict, Texts.ListConflict)
                : null;
        }

        public ContactRow ToContact() => new()
        {
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
}
