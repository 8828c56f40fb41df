using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.ConstantContact.Mapping;

/// <summary>Turns rows of one shape into contacts, or into the reason why not. Used by one thread.</summary>
internal sealed class ImportMapper : IRowMapper
{
    private readonly PlaceFinder _places;
    private readonly ValueShaper _shaper;
    private readonly ImportNotes _notes;
    private readonly RowTags? _tags;
    private readonly bool _knowsOptOut;
    private ImportPlan _plan;

    /// <summary>Makes one for a shape.</summary>
    /// <param name="plan">Where its columns go.</param>
    /// <param name="places">Finds that for others.</param>
    /// <param name="settings">How rows become contacts.</param>
    /// <param name="notes">What the rows of the run so far have left.</param>
    /// <param name="tags">Finds the tags of rows; null where they get none.</param>
    public ImportMapper(ImportPlan plan, PlaceFinder places, MappingSettings settings, ImportNotes notes, RowTags? tags = null)
    {
        _tags = tags;
        _plan = plan;
        _places = places;
        _shaper = new ValueShaper(settings);
        _notes = notes;
        _knowsOptOut = settings.OptOutColumn is not null;
    }

    /// <inheritdoc/>
    public bool NeedsImporter => true;

    /// <inheritdoc/>
    public void NoteOptOut(SourceRow row)
    {
        if (!_knowsOptOut || row.Problem is not null)
            return;
        ImportPlan plan = PlanFor(row.Shape);
        if (TextIn(plan, row, PlaceKind.OptOut) is string says && OptOutText.Read(says) == true && TextIn(plan, row, PlaceKind.Email) is string email)
            _notes.OptOut(email);
    }

    /// <inheritdoc/>
    public OutgoingRow? Map(SourceRow row, out RowProblem? problem)
    {
        problem = row.Problem;
        if (problem is not null)
            return null;
        ImportPlan plan = PlanFor(row.Shape);
        ImportDraft draft = new();
        draft.Tags.AddRange(_tags?.ForAll ?? []);
        for (int i = 0; i < plan.Places.Count && problem is null; i++)
            problem = FindTwin(plan, row, i) ?? Take(plan.Places[i], i, row, draft);
        problem ??= draft.FindProblem(plan);
        if (problem is null && (draft.OptedOut || _notes.HasOptedOut(draft.Email)))
            problem = new RowProblem(RowReason.Excluded, ConstantContactTexts.OptedOut);
        return problem is null ? draft.ToRow(plan.Layout) : null;
    }

    /// <inheritdoc/>
    public void Check(IKnownContacts known) => throw new NotSupportedException();

    private ImportPlan PlanFor(RowShape shape) => ReferenceEquals(shape, _plan.Shape) ? _plan : _plan = _places.Plan(shape);

    private RowProblem? Take(ColumnPlace place, int index, SourceRow row, ImportDraft draft)
    {
        if (row.Values[index] is not object value || (place.Kind == PlaceKind.Ignored && place.Problem is null))
            return null;
        if (place.Kind == PlaceKind.Permission)
            return Standing.FindProblem(place.Column, value);
        object whole = value;
        if (CellText.IsSeveral(value) && FindSeveral(place, ref value) is RowProblem several)
            return several;
        string raw = CellText.ToText(value) ?? string.Empty;
        if (TextRules.IsBlank(raw) && value is not UnreadableValue)
            return null;
        if (place.Kind == PlaceKind.Nameless)
            return new RowProblem(RowReason.RowRagged, Texts.CellWithoutName(index + 1, TextRules.IsBlank(place.Column) ? null : place.Column.Trim()), place.Column);
        if ((place.Problem ?? FindDamage(place, value, raw)) is RowProblem problem)
            return problem;
        if (value is string cell && ProgramText.IsShortNumber(cell))
            _notes.AddShortNumber(row.Number);
        if (place.Kind == PlaceKind.Tags)
            return _tags!.Take(whole, place.Column, draft.Tags);
        string text = AddressForm.Trim(raw);
        if (place.Kind != PlaceKind.OptOut)
            return _shaper.Take(place, value, text, draft);
        if (OptOutText.Read(text) is not bool optedOut)
            return new RowProblem(RowReason.OptOutUnclear, Texts.OptOutUnclear(place.Column), place.Column);
        draft.OptedOut |= optedOut;
        return null;
    }

    private static RowProblem? FindDamage(ColumnPlace place, object value, string text)
    {
        if (TextRules.IsDamaged(text) || TextRules.HasControl(text))
            return new RowProblem(RowReason.EncodingDamaged, Texts.EncodingDamaged(place.Column), place.Column);
        return ProgramText.FindProblem(value, text, place.Column) is string none ? new RowProblem(RowReason.ValueUnreadable, none, place.Column) : null;
    }

    // Several values fit where several may be chosen, and are joined as a cell has them.
    private static RowProblem? FindSeveral(ColumnPlace place, ref object value)
    {
        List<string> texts = CellText.ToTexts((IEnumerable)value).Where(text => !TextRules.IsBlank(text)).ToList();
        if (texts.Count > 1 && place.Field?.Type != "multi_select" && place.Kind is not (PlaceKind.Ignored or PlaceKind.Tags))
            return new RowProblem(RowReason.ValueNotSingle, Texts.ValueNotSingle(place.Column), place.Column);
        value = string.Join("|", texts);
        return null;
    }

    private static RowProblem? FindTwin(ImportPlan plan, SourceRow row, int index)
    {
        if (plan.Places[index].Twin < 0 || row.Values[index] is null)
            return null;
        for (int twin = plan.Places[index].Twin; twin >= 0; twin = plan.Places[twin].Twin)
        {
            if (row.Values[twin] is not null)
                return new RowProblem(RowReason.DuplicateColumn, Texts.DuplicateInRow(plan.Places[twin].Column, plan.Places[index].Column), plan.Places[index].Column);
        }

        return null;
    }

    private static string? TextIn(ImportPlan plan, SourceRow row, PlaceKind kind)
    {
        for (int i = 0; i < plan.Places.Count; i++)
        {
            if (plan.Places[i].Kind == kind && CellText.ToText(row.Values[i]) is string text && !TextRules.IsBlank(text))
                return AddressForm.Trim(text);
        }

        return null;
    }
}
