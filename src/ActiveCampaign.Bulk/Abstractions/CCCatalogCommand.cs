using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that shows what an account of Constant Contact has by name.</summary>
public abstract class CCCatalogCommand : CCSessionCommand
{
    private protected CCCatalogCommand()
    {
    }

    /// <summary>Names; wildcards are fine.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Reads all of a kind and writes those whose name matches.</summary>
    private protected void WriteMatching<T>(
        string what, Func<AccountNames, CancellationToken, Task<IReadOnlyList<T>>> read, Func<T, string> nameOf, Func<T, object> toOutput)
    {
        AccountNames names = new(Live.Account);
        NamedItems.Write(this, what, Name, Await(token => read(names, token)), nameOf, toOutput);
    }
}
