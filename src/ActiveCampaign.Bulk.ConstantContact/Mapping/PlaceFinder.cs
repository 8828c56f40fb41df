using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.Core.Preflight;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.ConstantContact.Mapping;

/// <summary>Finds the place of each column, before anything is sent.</summary>
internal sealed class PlaceFinder
{
    private readonly MappingSettings _settings;
    private readonly IReadOnlyList<CustomField> _fields;
    private readonly bool? _isFile;
    private readonly Dictionary<string, string?> _map = new(StringComparer.OrdinalIgnoreCase);
    private readonly string? _optOut;

    /// <summary>Finds against an account's fields.</summary>
    /// <param name="settings">How rows become contacts.</param>
    /// <param name="fields">The account's fields.</param>
    /// <param name="isFile">Whether rows go as files; null where that is told by the columns.</param>
    public PlaceFinder(MappingSettings settings, IReadOnlyList<CustomField> fields, bool? isFile)
    {
        _settings = settings;
        _fields = fields;
        _isFile = isFile;
        _optOut = settings.OptOutColumn?.Trim();
        foreach (KeyValuePair<string, string?> entry in settings.ColumnMap)
            _map[entry.Key.Trim()] = entry.Value?.Trim();
    }

    /// <summary>Whether rows may name tags; null where that is not decided yet. A journal says it from its first row on.</summary>
    public bool? TakesTags { get; set; }

    /// <summary>The plan for a shape.</summary>
    /// <exception cref="BulkException">A column finds nothing, two find the same, or none holds the address.</exception>
    public ImportPlan Plan(RowShape shape)
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

    /// <summary>The map that columns need which find nothing, as it is typed; null where none does.</summary>
    public string? FindMap(RowShape shape)
    {
        try
        {
            Plan(shape);
            return null;
        }
        catch (BulkException e)
        {
            return IssueBook.MapOf(e) is IReadOnlyDictionary<string, string?> map ? Texts.MapText(map) : null;
        }
    }

    /// <summary>Whether a column of that name leads to a field and nowhere else.</summary>
    public bool Finds(string column, CustomField field)
    {
        try
        {
            return Plan(new RowShape(["email", column])).Places[1].Field == field;
        }
        catch (BulkException)
        {
            return false;
        }
    }

    private ImportPlan PlanChecked(RowShape shape)
    {
        // A map may name a column that comes later; one that never comes maps nothing.
        if (!shape.MayGrow)
            CheckNames(shape, _map.Keys, "-ColumnMap");
        CheckNames(shape, _optOut is null ? [] : [_optOut], "-OptOutColumn");
        ColumnPlace?[] found = shape.Columns.Select((column, i) => i < shape.Settled ? Resolve(column, shape.Path is not null) : ResolveLate(column)).ToArray();
        TakeSynonyms(shape, found);
        CheckByRow(shape, found);
        CheckMatched(shape, found);
        ColumnPlace[] places = found.Select((place, i) => place ?? Late(shape.Columns[i], Texts.UnknownColumns([(shape.Columns[i], null, null)], _settings.ColumnMap, hasEmail: true))).ToArray();
        CheckOnce(shape, places);
        if (!places.Any(place => place.Kind == PlaceKind.Email))
            throw HeaderCheck.FindMistake(shape) ?? new BulkException(BulkError.NoEmailColumn, Texts.NoEmailColumn(shape.Columns));
        return new ImportPlan(shape, places, new ImportLayout(places, _isFile));
    }

    // Rows before it are on their way: it is for the rows that have a value there to be refused.
    private ColumnPlace? ResolveLate(string column)
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

    private static ColumnPlace Late(string column, string why) => Nowhere(column) with { Problem = new RowProblem(RowReason.UnknownColumn, why, column) };

    // Null where the name alone leads nowhere.
    private ColumnPlace? Resolve(string column, bool isFile)
    {
        string name = column.Trim();
        bool isMapped = _map.TryGetValue(name, out string? target);
        if (string.Equals(name, _optOut, StringComparison.OrdinalIgnoreCase))
            return target is null ? new ColumnPlace(column, PlaceKind.OptOut, string.Empty) : throw new BulkException(BulkError.ColumnMapInvalid, ConstantContactTexts.OptOutMapped(column), column);
        if ((isMapped && target is null) || (!isMapped && RejectColumns.IsOne(name)))
            return Nowhere(column);
        if (Find(target ?? name) is ColumnPlace found)
            return found with { Column = column };
        if (isMapped)
            return FindSynonym(target!) is ColumnPlace synonym ? synonym with { Column = column } : null;
        if (TextRules.IsBlank(name) || (!isFile && IsNamedByImportCsv(name)))
            return new ColumnPlace(column, PlaceKind.Nameless, string.Empty);
        if (Standing.MayBe(name))
            return new ColumnPlace(column, PlaceKind.Permission, string.Empty);
        return Headings.IsPassedOver(name) || ColumnNames.FindWeak(name) == ColumnKind.Ignored ? Nowhere(column) : null;
    }

    private static ColumnPlace Nowhere(string column) => new(column, PlaceKind.Ignored, string.Empty);

    // The import's own names come first, then the fields of the account.
    private ColumnPlace? Find(string name) => Headings.IsKey(name) ? Headings.Find(name) : FindField(name);

    private ColumnPlace? FindField(string name)
    {
        string plain = name.StartsWith(CustomField.Prefix, StringComparison.OrdinalIgnoreCase) ? name.Substring(CustomField.Prefix.Length).Trim() : name;
        CustomField? field = _fields.FirstOrDefault(known => Is(known.Label, plain)) ?? _fields.FirstOrDefault(known => Is(known.Name, plain));
        return field is null ? null : new ColumnPlace(string.Empty, PlaceKind.Custom, field.Column, Headings.MaxValue, field);
    }

    private static ColumnPlace? FindSynonym(string name) => Headings.Find(name) ?? (ColumnNames.Find(name) ?? ColumnNames.FindSynonym(name)) switch
    {
        ColumnKind.Email => Headings.Find("email"),
        ColumnKind.FirstName => Headings.Find("first_name"),
        ColumnKind.LastName => Headings.Find("last_name"),
        ColumnKind.Phone => Headings.Find("phone"),
        ColumnKind.Account => Headings.Find("company_name"),
        ColumnKind.Tags => new ColumnPlace(string.Empty, PlaceKind.Tags, ImportRow.TagsKey),
        ColumnKind.Lists => new ColumnPlace(string.Empty, PlaceKind.Refused, "lists"),
        _ => null,
    };

    // A synonym counts only where no other column leads to the same place.
    private void TakeSynonyms(RowShape shape, ColumnPlace?[] found)
    {
        for (int i = 0; i < found.Length; i++)
        {
            if (found[i] is null && !_map.ContainsKey(shape.Columns[i].Trim()) && FindSynonym(shape.Columns[i]) is ColumnPlace place && !found.Any(other => other is { Leads: true } && other.Key == place.Key))
                found[i] = place with { Column = shape.Columns[i] };
        }

        for (int i = 0; i < found.Length; i++)
        {
            if (found[i] is null && ColumnNames.IsSignInName(shape.Columns[i]) && !found.Any(other => other?.Kind == PlaceKind.Email))
                found[i] = Headings.Find("email")! with { Column = shape.Columns[i] };
        }
    }

    // Where there is no column of addresses, that is told first.
    private void CheckByRow(RowShape shape, ColumnPlace?[] found)
    {
        bool hasEmail = found.Any(place => place?.Kind == PlaceKind.Email);
        for (int i = 0; hasEmail && i < found.Length; i++)
        {
            if (found[i] is not ColumnPlace refused || !(refused.Kind == PlaceKind.Refused || (refused.Kind == PlaceKind.Tags && TakesTags == false)))
                continue;
            IReadOnlyDictionary<string, string?> map = Texts.MapFor([(refused.Column, null, null)], _settings.ColumnMap);
            string why = refused.Kind == PlaceKind.Tags ? ConstantContactTexts.TagsLate(refused.Column, map) : ConstantContactTexts.ListsByRow(refused.Column, map);
            found[i] = i < shape.Settled ? throw new BulkException(BulkError.SettingsConflict, why, refused.Column) { ColumnMap = map } : Late(refused.Column, why);
        }
    }

    // Import-Csv gives columns without a name H1, H2 and so on.
    private static bool IsNamedByImportCsv(string name) => name.Length > 1 && name[0] == 'H' && name.Skip(1).All(c => c is >= '0' and <= '9');

    private void CheckMatched(RowShape shape, ColumnPlace?[] found)
    {
        string[] unmatched = shape.Columns.Take(shape.Settled).Where((_, i) => found[i] is null).ToArray();
        if (unmatched.Length == 0)
            return;
        if (HeaderCheck.FindMistake(shape) is BulkException mistake)
            throw mistake;
        string[] names = [.. Headings.Readable, .. _fields.Select(field => field.Label)];
        List<(string Column, string? Target, string? Near)> told = unmatched.Select(column =>
        {
            string? target = _map.TryGetValue(column.Trim(), out string? given) ? given : null;
            return (column, target, NearestName.FindNear(target ?? column.Trim(), names));
        }).ToList();
        bool hasEmail = found.Any(place => place?.Kind == PlaceKind.Email) || told.Exists(item => item.Near is not null && Headings.Find(item.Near)?.Kind == PlaceKind.Email);
        throw new BulkException(BulkError.UnknownColumn, Texts.UnknownColumns(told, _settings.ColumnMap, hasEmail, shape.FieldTypes).Replace("Get-ACField", "Get-CCField"), unmatched[0]) { ColumnMap = Texts.MapFor(told, _settings.ColumnMap) };
    }

    private static void CheckNames(RowShape shape, IEnumerable<string> names, string parameter)
    {
        foreach (string name in names)
        {
            if (!shape.Columns.Any(column => Is(column, name)))
                throw new BulkException(BulkError.ColumnMapInvalid, Texts.NoSuchColumn(parameter, name, NearestName.Find(name, shape.Columns)), name);
        }
    }

    // Objects of two sources may name the same thing differently; within one row that is not clear.
    private void CheckOnce(RowShape shape, ColumnPlace[] places)
    {
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < places.Length; i++)
        {
            foreach (string key in places[i].Leads && places[i].Key.Length > 0 ? Keys(places[i]) : [])
            {
                if (seen.TryGetValue(key, out int twin))
                    places[i] = i < shape.Settled ? throw HeaderCheck.Twice(shape, places[twin].Column, places[i].Column, _settings.ColumnMap) : places[i] with { Twin = twin };
                seen[key] = i;
            }
        }
    }

    private static string[] Keys(ColumnPlace place) => place.Kind == PlaceKind.Birthday ? [Headings.BirthdayMonth, Headings.BirthdayDay] : [place.Key];

    private static bool Is(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
