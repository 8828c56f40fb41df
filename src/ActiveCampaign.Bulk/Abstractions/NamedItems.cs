using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Writes what an account has by name.</summary>
internal static class NamedItems
{
    /// <summary>Writes those whose name matches, and an error for each plain name that none has.</summary>
    public static void Write<T>(BulkCommand command, string what, string[]? names, IReadOnlyList<T> items, Func<T, string> nameOf, Func<T, object> toOutput)
    {
        foreach (T item in NameFilter.Select(names, items, nameOf))
            command.WriteObject(toOutput(item));
        foreach (string missing in NameFilter.Missing(names, items.Select(nameOf)))
            command.WriteError(ErrorRecords.OfName(what, missing));
    }
}
