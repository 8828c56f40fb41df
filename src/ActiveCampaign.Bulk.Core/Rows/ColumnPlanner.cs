using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.Core.Catalog;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>Finds the target of each column, before anything is sent.</summary>
public sealed class ColumnPlanner
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
        _settings = settings ?? throw new ArgumentNullException(nameof(settings));
        _catalog = catalog ?? throw new ArgumentNullException(nameof(catalog));
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
        if (shape is null)
            throw new ArgumentNullException(nameof(shape));

        foreach (string column in shape.Columns.Take(shape.Settled))
            CheckHeader(column);

        // A map may name a column that comes later; one that never comes maps nothing.
        if (!shape.MayGrow)
            CheckNames(shape, _map.Keys, "-ColumnMap");
        CheckNames(shape, _clear, "-ClearColumn");
        CheckNames(shape, _optOut is null ? [] : [_optOut], "-OptOutColumn");
        ColumnTarget[] targets = shape.Columns.Select((column, i) => i < shape.Settled ? Resolve(column) : ResolveLate(column)).ToArray();
        PassOver(targets);
        CheckOnce(targets, shape.Settled);
        ColumnPlan plan = new(shape, targets);
        if (!plan.Has(ColumnKind.Email))
            throw new BulkException(BulkError.NoEmailColumn, Texts.NoEmailColumn(shape.Columns));
        return plan;
    }

    /// <summary>Whether a column leads anywhere by its name alone.</summary>
    internal bool Knows(string column) => Find(column, column.Trim(), clears: false) is not null;

    private ColumnTarget Resolve(string column)
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
        if (found is null)
            throw new BulkException(BulkError.UnknownColumn, Texts.UnknownColumn(column, mapped ? target : null, Nearest(mapped ? target! : name)), column);
        if (clears && found.Kind is ColumnKind.Email or ColumnKind.Tags or ColumnKind.Lists or ColumnKind.ListsUnsubscribed && clears)
            throw new BulkException(BulkError.ColumnMapInvalid, Texts.CannotClear(column), column);
        return found;
    }

    // Rows before it are on their way: it is for the rows that have a value there to be refused.
    private ColumnTarget ResolveLate(string column)
    {
        try
        {
            CheckHeader(column);
            return Resolve(column);
        }
        catch (BulkException e)
        {
            return new ColumnTarget(column, ColumnKind.Ignored) { Problem = new RowProblem(RowReason.UnknownColumn, e.Message, column) };
        }
    }

    private static ColumnTarget ResolveOptOut(string column, bool isMapped) => isMapped
        ? throw new BulkException(BulkError.ColumnMapInvalid, Texts.OptOutMapped(column), column)
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

    private string? Nearest(string name) =>
        NearestName.Find(name, ColumnNames.Readable.Concat(_catalog.Fields.Select(field => field.Title)));

    private static void CheckHeader(string column)
    {
        if (TextRules.IsDamaged(column))
            throw new BulkException(BulkError.HeaderInvalid, Texts.HeaderDamaged);
        if (TextRules.IsBlank(column))
            throw new BulkException(BulkError.HeaderInvalid, Texts.HeaderBlank);
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
    private static void CheckOnce(ColumnTarget[] targets, int settled)
    {
        Dictionary<(ColumnKind, int), int> seen = [];
        for (int i = 0; i < targets.Length; i++)
        {
            ColumnTarget target = targets[i];
            if (target.Kind == ColumnKind.Ignored)
                continue;
            (ColumnKind, int) key = (target.Kind, target.Field?.Id ?? 0);
            if (seen.TryGetValue(key, out int twin))
                targets[i] = i < settled ? throw new BulkException(BulkError.DuplicateColumn, Texts.DuplicateColumn(targets[twin].Column, target.Column), target.Column) : target with { Twin = twin };
            seen[key] = i;
        }
    }
}
