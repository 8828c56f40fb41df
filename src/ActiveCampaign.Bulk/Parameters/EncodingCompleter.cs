using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Completes the encodings that CSV files come in.</summary>
public sealed class EncodingCompleter : OfflineCompleter
{
    private static readonly string[] s_names = ["utf8", "utf-16", "windows-1252", "windows-1250", "windows-1251", "iso-8859-1", "ansi", "oem"];

    /// <inheritdoc/>
    private protected override IEnumerable<Suggestion> Suggest(string command, string parameter, IDictionary bound) => s_names.Select(name => new Suggestion(name));
}
