using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Service.Catalog;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that shows what an account of ActiveCampaign has by name.</summary>
public abstract class CatalogCommand : SessionCommand
{
    /// <summary>Names; wildcards are fine.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Reads all of a kind and writes those whose name matches.</summary>
    private protected void WriteMatching<T>(
        string what, Func<CatalogReader, CancellationToken, Task<IReadOnlyList<T>>> read, Func<T, string> nameOf, Func<T, object> toOutput)
    {
        CatalogReader reader = new(Live.Account);
        IReadOnlyList<T> items = Await(token => read(reader, token));
        NamedItems.Write(this, what, Name, items, nameOf, toOutput);
    }
}
