using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Export;

/// <summary>Writes names of tags or lists into one cell, from which an import takes exactly these names.</summary>
internal static class NameCell
{
    private const string Separator = "||";

    private static readonly char[] s_separators = ['|', ';', ','];

    /// <summary>One plain name as it is; several, or one that holds what separates names, in the service's form <c>||a||b||</c>.</summary>
    public static string Join(IReadOnlyList<string> names) => names.Count switch
    {
        0 => string.Empty,
        1 when names[0].IndexOfAny(s_separators) < 0 => names[0],
        _ => Separator + string.Join(Separator, names) + Separator,
    };

    /// <summary>The name, or <c>id:7</c> for one that would not come back from a cell.</summary>
    public static string Of(int id, string name) =>
        name.Length > 0 && name.Trim() == name && name[0] != '|' && name[name.Length - 1] != '|' && !name.Contains(Separator)
            ? name
            : "id:" + id.ToString(CultureInfo.InvariantCulture);
}
