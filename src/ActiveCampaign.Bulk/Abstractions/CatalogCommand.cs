using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that shows what an account has by name.</summary>
public abstract class CatalogCommand : SessionCommand
{
    /// <summary>Names; wildcards are fine.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Reads all of a kind and writes those whose name matches.</summary>
    private protected void WriteMatching<T>(
        string what, Func<CatalogReader, CancellationToken, Task<IReadOnlyList<T>>> read, Func<T, string> nameOf, Func<T, object> toOutput)
    {
        CatalogReader reader = new(Live.Account);
        IReadOnlyList<T> items = Await(token => read(reader, token));
        foreach (T item in NameFilter.Select(Name, items, nameOf))
            WriteObject(toOutput(item));
        foreach (string missing in NameFilter.Missing(Name, items.Select(nameOf)))
            WriteError(ErrorRecords.OfName(what, missing));
    }
}
