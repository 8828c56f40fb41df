using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.ConstantContact.Mapping;
using ActiveCampaign.Bulk.Core.Names;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Service.Mapping;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// Completes -ColumnMap with the whole map for those columns of the file in -Path that find nothing in the account: with
/// the nearest name, or $null. Where the fields of the account are not known, nobody can tell which these are.
/// </summary>
public sealed class ColumnMapCompleter : OfflineCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<Suggestion> Suggest(string command, string parameter, IDictionary bound)
    {
        KnownName[] fields = NamesOf(NameKind.Field, command, bound).ToArray();
        if (fields.Length == 0 || FilePeek.Shape(bound) is not RowShape shape)
            return [];
        string? map = CommandNames.ServiceOf(command) == ServiceKind.ConstantContact
            ? new PlaceFinder(new MappingSettings(), fields.Select(CustomField.Of).ToList(), isFile: null).FindMap(shape)
            : new ColumnPlanner(new MappingSettings(), new AccountCatalog(fields.Select(ToField).ToArray(), [], [])).FindMap(shape);
        return map is null ? [] : [new Suggestion(map, () => "The columns that find no field, with the nearest one; $null leaves a column out") { IsCode = true }];
    }

    private static FieldDefinition ToField(KnownName name) =>
        new(int.Parse(name.Id, CultureInfo.InvariantCulture), name.Name, name.More.ElementAtOrDefault(0) ?? string.Empty, name.More.ElementAtOrDefault(1) ?? string.Empty, []);
}
