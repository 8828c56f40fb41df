using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Mapping;

/// <summary>Finds the target of each column, before anything is sent.</summary>
internal sealed class ColumnPlanner
{
    private const string FieldPrefix = "field:";

    private readonly MappingSettings _settings;
    private readonly AccountCatalog _catalog;
    private readonly Dictionary<string, string?> _map = new(StringComparer.OrdinalIgnoreCase);
    private readonly string? _optOut;
    private readonly HashSet<string> _clear = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Plans against one account's fields.</summary>
    public ColumnPlanner(MappingSettings settings, AccountCatalog catalog)
    {
        _settings = settings;
        _catalog = catalog;
        _optOut = settings.OptOutColumn?.Trim();
        foreach (KeyValuePair<string, string?> entry in settings.ColumnMap)
            _map[entry.Key.Trim()] = entry.Value;
        foreach (string column in settings.ClearColumns)
            _clear.Add(column.Trim());
    }

    /// <summary>The plan for a shape.</summary>
    /// <exception cref="BulkException">A column finds nothing, two find the same, or none holds the address.</exception>
    public ColumnPlan Plan(RowShape shape)
    {
        HeaderCheck.Check(shape);
        try
        {
            return PlanChecked(shape);
        }
        catch (BulkException e) when (e.Error is BulkError.UnknownColumn or BulkError.NoEmailColumn or BulkError.DuplicateColumn && shape.FoundDelimiter is char found)
        {
            throw new BulkException(e.Error, e.Message.TrimEnd('.') + Texts.DelimiterFound(found), e.Target, e);
        }
    }

    /// <summary>Whether a column leads anywhere by its name alone.</summary>
    internal bool Knows(string column) => Find(column, column.Trim(), clears: false) is not null;

    /// <summary>The map for the columns that lead nowhere, as PowerShell reads it; null where all lead somewhere, or the header is none.</summary>
    internal string? FindMap(RowShape shape)
    {
        ColumnTarget?[] found = FindTargets(shape);
        return HeaderCheck.FindOther(shape) is null && HeaderCheck.FindMistake(shape) is null && FindUnmatched(shape, found) is { Count: > 0 } unmatched
            ? Texts.ColumnMap(unmatched, _settings.ColumnMap)
            : null;
    }

    private ColumnPlan PlanChecked(RowShape shape)
    {
        // A map may name a column that comes later; one that never comes maps nothing.
        if (!shape.MayGrow)
            CheckNames(shape, _map.Keys, "-ColumnMap");
        CheckNames(shape, _clear, "-ClearColumn");
        CheckNames(shape, _optOut is null ? [] : [_optOut], "-OptOutColumn");
        ColumnTarget?[] found = FindTargets(shape);
        CheckMatched(shape, found);
        ColumnTarget[] targets = found.Select((target, i) => target ?? Late(shape.Columns[i], Texts.UnknownColumns([Unmatched(shape.Columns[i], Candidates(found))], _settings.ColumnMap, hasEmail: true))).ToArray();
        PassOver(targets);
        CheckOnce(shape, targets);
        ColumnPlan plan = new(shape, targets);
        if (!plan.Has(ColumnKind.Email))
            throw HeaderCheck.FindMistake(shape) ?? new BulkException(BulkError.NoEmailColumn, Texts.NoEmailColumn(shape.Columns));
        return plan;
    }

    private ColumnTarget?[] FindTargets(RowShape shape)
    {
        ColumnTarget?[] found = shape.Columns.Select((column, i) => i < shape.Settled ? Resolve(column, shape.Path is not null) : ResolveLate(column)).ToArray();
        TakeSynonyms(shape, found, ColumnNames.FindSynonym);
        TakeSynonyms(shape, found, name => ColumnSynonyms.FindBeside(name, shape.Columns));
        TakeSynonyms(shape, found, name => ColumnNames.IsSignInName(name) ? ColumnKind.Email : null);
        return found;
    }

    // Rows before it are on their way: it is for the rows that have a value there to be refused.
    private ColumnTarget? ResolveLate(string column)
    {
        try
        {
            return TextRules.IsDamaged(column) ? Late(column, Texts.HeaderDamaged) : Resolve(column, isFile: false);
        }
        catch (BulkException e)
        {
            return Late(column, e.Message);
        }
    }

    private static ColumnTarget Late(string column, string why) =>
        new(column, ColumnKind.Ignored) { Problem = new RowProblem(RowReason.UnknownColumn, why, column) };

    // Null where the name alone leads nowhere.
    private ColumnTarget? Resolve(string column, bool isFile)
    {
        string name = column.Trim();
        bool mapped = _map.TryGetValue(name, out string? target);
        if (string.Equals(name, _optOut, StringComparison.OrdinalIgnoreCase))
            return ResolveOptOut(column, target is not null || _clear.Contains(name));
        if (mapped && target is null)
            return new ColumnTarget(column, ColumnKind.Ignored);
        if (!mapped && RejectColumns.IsOne(name))
            return new ColumnTarget(column, ColumnKind.Ignored);
        bool clears = _clear.Contains(name);
        ColumnTarget? found = Find(column, mapped ? target!.Trim() : name, clears);
        if (found is null && mapped && ColumnNames.FindSynonym(target!) is ColumnKind kind)
            found = new ColumnTarget(column, kind, null, clears);
        if (found is null && !mapped && (TextRules.IsBlank(name) || (!isFile && IsNamedByImportCsv(name))))
            return new ColumnTarget(column, ColumnKind.Nameless);
        return found is null ? null : Cleared(found);
    }

    private static ColumnTarget Cleared(ColumnTarget target) =>
        target.ClearsWhenBlank && target.Kind is ColumnKind.Email or ColumnKind.Tags or ColumnKind.Lists or ColumnKind.ListsUnsubscribed && target.ClearsWhenBlank
            ? throw new BulkException(BulkError.ColumnMapInvalid, ServiceTexts.CannotClear(target.Column), target.Column)
            : target;

    // Import-Csv gives columns without a name H1, H2 and so on.
    private static bool IsNamedByImportCsv(string name) => name.Length > 1 && name[0] == 'H' && name.Skip(1).All(c => c is >= '0' and <= '9');

    // A synonym counts only where no other column leads to the same place.
    private void TakeSynonyms(RowShape shape, ColumnTarget?[] found, Func<string, ColumnKind?> find)
    {
        for (int i = 0; i < found.Length; i++)
        {
            string name = shape.Columns[i].Trim();
            if (found[i] is null && !_map.ContainsKey(name) && find(name) is ColumnKind kind && !found.Any(target => target?.Kind == kind))
                found[i] = Cleared(new ColumnTarget(shape.Columns[i], kind, null, _clear.Contains(name)));
        }
    }

    private void CheckMatched(RowShape shape, ColumnTarget?[] found)
    {
        if (found.Take(shape.Settled).All(target => target is not null))
            return;
        if (HeaderCheck.FindMistake(shape) is BulkException mistake)
            throw mistake;
        List<(string Column, string? Target, string? Near)> unmatched = FindUnmatched(shape, found);
        bool hasEmail = found.Any(target => target?.Kind == ColumnKind.Email) || unmatched.Any(item => item.Near is not null && ColumnNames.Find(item.Near) == ColumnKind.Email);
        throw new BulkException(BulkError.UnknownColumn, Texts.UnknownColumns(unmatched, _settings.ColumnMap, hasEmail, shape.FieldTypes), unmatched[0].Column) { ColumnMap = Texts.MapFor(unmatched, _settings.ColumnMap) };
    }

    private List<(string Column, string? Target, string? Near)> FindUnmatched(RowShape shape, ColumnTarget?[] found)
    {
        List<(string Column, string? Target, string? Near)> unmatched = [];
        List<string> candidates = Candidates(found);
        foreach (string column in shape.Columns.Take(shape.Settled).Where((_, i) => found[i] is null))
        {
            unmatched.Add(Unmatched(column, candidates));
            if (unmatched[unmatched.Count - 1].Near is string near)
                candidates = candidates.Where(name => !LeadsAsWell(name, near)).ToList();
        }

        return unmatched;
    }

    private (string Column, string? Target, string? Near) Unmatched(string column, List<string> candidates)
    {
        string? target = _map.TryGetValue(column.Trim(), out string? given) ? given : null;
        return (column, target, NearestName.FindNear(target ?? column.Trim(), candidates));
    }

    // Names that lead to where no column leads yet.
    private List<string> Candidates(ColumnTarget?[] found) =>
        ColumnNames.Readable.Concat(ColumnSynonyms.Readable).Concat(_catalog.Fields.Select(field => field.Title))
            .Where(name => Leads(name) is ColumnTarget place && !found.Any(target => IsSame(target, place))).ToList();

    private bool LeadsAsWell(string name, string other) => IsSame(Leads(name), Leads(other)!);

    private ColumnTarget? Leads(string name) => Find(name, name.Trim(), clears: false) ?? (ColumnNames.FindSynonym(name) is ColumnKind kind ? new ColumnTarget(name, kind) : null);

    private static bool IsSame(ColumnTarget? target, ColumnTarget place) => target is not null && target.Kind == place.Kind && target.Field?.Id == place.Field?.Id;

    private static ColumnTarget ResolveOptOut(string column, bool isMapped) => isMapped
        ? throw new BulkException(BulkError.ColumnMapInvalid, ServiceTexts.OptOutMapped(column), column)
        : new ColumnTarget(column, ColumnKind.OptOut);

    private ColumnTarget? Find(string column, string name, bool clears)
    {
        if (ColumnNames.Find(name) is ColumnKind kind)
            return new ColumnTarget(column, kind, null, clears);
        if (FindField(name) is FieldDefinition field)
            return new ColumnTarget(column, ColumnKind.Field, field, clears);
        return ColumnNames.FindWeak(name) is ColumnKind weak ? new ColumnTarget(column, weak, null, clears) : null;
    }

    // An exported file has its own column for a field called 'status': then 'status' is the contact's, as in every export.
    private void PassOver(ColumnTarget[] targets)
    {
        for (int i = 0; i < targets.Length; i++)
        {
            ColumnTarget target = targets[i];
            if (target.Field is FieldDefinition field && !_map.ContainsKey(target.Column.Trim()) && ColumnNames.FindWeak(target.Column) is ColumnKind weak
                && targets.Any(other => other != target && other.Field?.Id == field.Id))
                targets[i] = new ColumnTarget(target.Column, weak);
        }
    }

    /// <summary>Whether a column of that name alone leads to a field.</summary>
    internal bool Finds(string name, int fieldId) =>
        !TextRules.IsDamaged(name) && !RejectColumns.IsOne(name) && Find(name, name.Trim(), clears: false)?.Field?.Id == fieldId;

    /// <summary>The field that a name finds by title or personalization tag, or null.</summary>
    internal FieldDefinition? FieldOf(string name) => FindField(name);

    private FieldDefinition? FindField(string name)
    {
        if (name.StartsWith(FieldPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return int.TryParse(name.Substring(FieldPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int id)
                ? _catalog.FindField(id)
                : null;
        }

        string persTag = name.Trim('%');
        return _catalog.Fields.FirstOrDefault(field => string.Equals(field.Title.Trim(), name, StringComparison.OrdinalIgnoreCase))
            ?? _catalog.Fields.FirstOrDefault(field => string.Equals(field.PersTag, persTag, StringComparison.OrdinalIgnoreCase));
    }

    private static void CheckNames(RowShape shape, IEnumerable<string> names, string parameter)
    {
        foreach (string name in names)
        {
            if (!shape.Columns.Any(column => string.Equals(column.Trim(), name, StringComparison.OrdinalIgnoreCase)))
                throw new BulkException(BulkError.ColumnMapInvalid, Texts.NoSuchColumn(parameter, name, NearestName.Find(name, shape.Columns)), name);
        }
    }

    // Objects of two sources may name the same thing differently; within one row that is not clear.
    private void CheckOnce(RowShape shape, ColumnTarget[] targets)
    {
        Dictionary<(ColumnKind, int), int> seen = [];
        for (int i = 0; i < targets.Length; i++)
        {
            ColumnTarget target = targets[i];
            if (target.Kind is ColumnKind.Ignored or ColumnKind.Nameless or ColumnKind.Standing)
                continue;
            (ColumnKind, int) key = (target.Kind, target.Field?.Id ?? 0);
            if (seen.TryGetValue(key, out int twin))
            {
                targets[i] = i < shape.Settled
                    ? throw HeaderCheck.Twice(shape, targets[twin].Column, target.Column, _settings.ColumnMap)
                    : target with { Twin = twin };
            }

            seen[key] = i;
        }
    }
}
