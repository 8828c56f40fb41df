using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Mapping;

/// <summary>Turns source rows into contacts, or into the reason why not. Used by one thread.</summary>
internal sealed class RowMapper : IRowMapper
{
    private readonly MappingSettings _settings;
    private readonly AccountCatalog _catalog;
    private readonly ColumnPlanner _planner;
    private readonly ValueSplitter _splitter;
    private readonly FieldShaper _shaper;
    private readonly TagNames _tags;
    private readonly RowMemory _memory;
    private readonly IReadOnlyList<int> _subscribe;
    private readonly IReadOnlyList<int> _unsubscribe;
    private ColumnPlan? _plan;

    /// <summary>Makes a mapper for one run.</summary>
    /// <param name="settings">How rows become contacts.</param>
    /// <param name="catalog">What the account has.</param>
    public RowMapper(MappingSettings settings, AccountCatalog catalog)
        : this(settings, catalog, new RowMemory())
    {
    }

    /// <summary>Makes a mapper for one shape of a run.</summary>
    /// <param name="settings">How rows become contacts.</param>
    /// <param name="catalog">What the account has.</param>
    /// <param name="memory">What the rows of the run so far have left.</param>
    internal RowMapper(MappingSettings settings, AccountCatalog catalog, RowMemory memory)
    {
        _memory = memory;
        _settings = settings;
        _catalog = catalog;
        _planner = new ColumnPlanner(settings, catalog);
        _splitter = new ValueSplitter(settings.ValueSeparator);
        _shaper = new FieldShaper(_splitter, settings.DateFormat);
        _tags = new TagNames(catalog, settings, memory.NewTags);
        _subscribe = Ids(settings.Subscribe);
        _unsubscribe = Ids(settings.Unsubscribe);
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

    /// <inheritdoc/>
    public void NoteOptOut(SourceRow row)
    {
        if (_settings.OptOutColumn is not null && row.Problem is null && SaysYes(row) && AddressOf(row) is string email)
            _memory.OptOut(email);
    }

    /// <inheritdoc/>
    public bool NeedsImporter => _plan?.Has(ColumnKind.Account) == true;

    /// <inheritdoc/>
    public void Check(IKnownContacts known) => ((ExportBaseline)known).Check(_plan!, _settings);

    OutgoingRow? IRowMapper.Map(SourceRow row, out RowProblem? problem) => Map(row, out problem);

    /// <summary>Maps one row: a contact, or null and the problem.</summary>
    public ContactRow? Map(SourceRow row, out RowProblem? problem)
    {
        problem = row.Problem;
        if (problem is not null)
            return null;
        RowDraft draft = new(_settings.Tags, _catalog, _subscribe, _unsubscribe);
        IReadOnlyList<ColumnTarget> targets = PlanFor(row.Shape).Targets;
        for (int i = 0; i < targets.Count; i++)
        {
            problem = FindTwin(targets, row, i)
                ?? (targets[i].Kind == ColumnKind.Nameless ? FindText(targets[i], i, row.Values[i]) : Take(targets[i], row.Values[i], draft));
            if (problem is null && targets[i].Kind != ColumnKind.Ignored && row.Values[i] is string text && ProgramText.IsShortNumber(text))
                _memory.AddShortNumber(row.Number);
            if (problem is not null)
                return null;
        }

        if (_settings.OptOutColumn is not null)
            draft.OptedOut |= _memory.HasOptedOut(draft.Email);
        problem = draft.Email.Length > 0 ? draft.FindProblem() : new RowProblem(RowReason.EmailMissing, Texts.EmailMissing(EmailColumn(targets)));
        if (problem is { Reason: RowReason.EmailMissing or RowReason.EmailInvalid })
            problem = problem with { Column = EmailColumn(targets) };
        return problem is null ? draft.ToContact(draft.OptedOut && _memory.IsNews(draft.Email)) : null;
    }

    private static List<int> Ids(IReadOnlyList<string> lists) => lists.Select(list => int.Parse(list, CultureInfo.InvariantCulture)).ToList();

    private bool SaysYes(SourceRow row) => CellOf(row, ColumnKind.OptOut) is string text && OptOutText.Read(text) == true;

    private string? AddressOf(SourceRow row) => CellOf(row, ColumnKind.Email)?.Trim();

    private string? CellOf(SourceRow row, ColumnKind kind)
    {
        IReadOnlyList<ColumnTarget> targets = PlanFor(row.Shape).Targets;
        for (int i = 0; i < targets.Count; i++)
        {
            if (targets[i].Kind == kind && CellText.ToText(row.Values[i]) is string text && !TextRules.IsBlank(text))
                return text;
        }

        return null;
    }

    private static string EmailColumn(IReadOnlyList<ColumnTarget> targets) => targets.First(target => target.Kind == ColumnKind.Email).Column;

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

    private RowProblem? Take(ColumnTarget target, object? value, RowDraft draft)
    {
        // Absent is not blank: it changes nothing, not even where blank clears.
        if (value is null || (target.Kind == ColumnKind.Ignored && target.Problem is null))
            return null;
        if (target.Kind == ColumnKind.Standing)
            return Standing.FindProblem(target.Column, value);
        string? text = value as string;
        if (text is null && !CellText.IsSeveral(value))
            text = CellText.ToText(value);
        if (text is null && value is System.Collections.IEnumerable several)
            return TakeSeveral(target, several, draft);
        if (TextRules.IsBlank(text))
            return value is UnreadableValue ? Unreadable(target, value, text ?? string.Empty) : TakeBlank(target, draft);
        if (target.Problem is not null)
            return target.Problem;
        if (IsDamaged(text!))
            return new RowProblem(RowReason.EncodingDamaged, Texts.EncodingDamaged(target.Column), target.Column);
        return Unreadable(target, value, text!) ?? TakeValue(target, value, draft);
    }

    private static RowProblem? Unreadable(ColumnTarget target, object value, string text) => ProgramText.FindProblem(value, text, target.Column) is string none
        ? new RowProblem(RowReason.ValueUnreadable, none, target.Column)
        : null;

    private RowProblem? TakeSeveral(ColumnTarget target, System.Collections.IEnumerable several, RowDraft draft)
    {
        if (several.Cast<object?>().Select(item => item is null ? null : Unreadable(target, item, CellText.ToText(item) ?? string.Empty)).FirstOrDefault(problem => problem is not null) is RowProblem unreadable)
            return unreadable;
        IReadOnlyList<string> texts = CellText.ToTexts(several).Where(item => !TextRules.IsBlank(item)).ToList();
        if (texts.Count == 0)
            return TakeBlank(target, draft);
        if (target.Problem is not null)
            return target.Problem;
        return texts.Any(IsDamaged)
            ? new RowProblem(RowReason.EncodingDamaged, Texts.EncodingDamaged(target.Column), target.Column)
            : TakeValue(target, texts, draft);
    }

    private static bool IsDamaged(string text) => TextRules.IsDamaged(text) || TextRules.HasControl(text);

    private static RowProblem? TakeBlank(ColumnTarget target, RowDraft draft)
    {
        if (target.ClearsWhenBlank)
            draft.Set(target, string.Empty);
        return null;
    }

    private RowProblem? TakeValue(ColumnTarget target, object value, RowDraft draft)
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
                if (_shaper.Shape(target.Field!, value, target.Column, out problem) is not string wire)
                    return problem;
                if (wire.Length == 0)
                    return TakeBlank(target, draft);
                draft.Set(target, wire);
                return null;
            default:
                if (FieldShaper.OneText(value, target.Column, out problem) is string text)
                    draft.Set(target, text);
                return problem;
        }
    }

    private static RowProblem? TakeOptOut(ColumnTarget target, object value, RowDraft draft)
    {
        if (FieldShaper.OneText(value, target.Column, out _) is not string text || OptOutText.Read(text) is not bool optedOut)
            return new RowProblem(RowReason.OptOutUnclear, Texts.OptOutUnclear(target.Column), target.Column);
        draft.OptedOut |= optedOut;
        return null;
    }

    private RowProblem? TakeTags(ColumnTarget target, object value, RowDraft draft)
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

    private RowProblem? TakeLists(ColumnTarget target, object value, RowDraft draft)
    {
        foreach (string name in _splitter.Names(value, text => _catalog.FindList(text) is not null || _catalog.IsAmbiguousList(text)))
        {
            ListDefinition? list = _catalog.FindList(name);
            if (list is null && _catalog.IsAmbiguousList(name))
                return new RowProblem(RowReason.ListUnknown, ServiceTexts.ListAmbiguous(name, _catalog.ListsNamed(name).Select(known => known.Id)), target.Column) { Missing = name };
            if (list is null)
                return new RowProblem(RowReason.ListUnknown, ServiceTexts.ListUnknown(name, NearestName.Find(name, _catalog.Lists.Select(known => known.Name))), target.Column) { Missing = name };
            draft.AddList(target.Kind, list.Id);
        }

        return null;
    }
}
