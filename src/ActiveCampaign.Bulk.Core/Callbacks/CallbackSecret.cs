using System;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;

namespace ActiveCampaign.Bulk.Core.Callbacks;

/// <summary>
/// What a call must carry to be taken for the service's: the parameters and headers that the import gave to the
/// service. All of them must match. Holds the secret and shows it nowhere.
/// </summary>
internal sealed class CallbackSecret
{
    private readonly IReadOnlyList<KeyValuePair<string, byte[]>> _parameters;
    private readonly IReadOnlyList<KeyValuePair<string, byte[]>> _headers;

    /// <summary>Takes the pairs of the import.</summary>
    /// <exception cref="BulkException">There is none that has a value: anybody could call.</exception>
    public CallbackSecret(IReadOnlyList<KeyValuePair<string, string>> parameters, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        if (!parameters.Concat(headers).Any(pair => pair.Key.Length > 0 && pair.Value.Length > 0))
            throw new BulkException(BulkError.SettingsConflict, Texts.ListenWithoutSecret);
        _parameters = Encode(parameters);
        _headers = Encode(headers);
    }

    internal bool IsInHeaders(NameValueCollection headers)
    {
        bool matches = true;
        foreach (KeyValuePair<string, byte[]> expected in _headers)
            matches &= headers[expected.Key] is string value && IsSame(expected.Value, Encoding.UTF8.GetBytes(value));
        return matches;
    }

    internal bool IsIn(CallbackCall call)
    {
        bool matches = true;
        foreach (KeyValuePair<string, byte[]> expected in _parameters)
            matches &= IsAmong(call.Parameters, expected);
        return matches;
    }

    private static bool IsAmong(IReadOnlyList<KeyValuePair<string, string>> parameters, KeyValuePair<string, byte[]> expected)
    {
        bool found = false;
        foreach (KeyValuePair<string, string> pair in parameters)
        {
            if (pair.Key == expected.Key)
                found |= IsSame(expected.Value, Encoding.UTF8.GetBytes(pair.Value));
        }

        return found;
    }

    // Takes as long for a text that is nearly right as for one that is all wrong.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static bool IsSame(byte[] expected, byte[] given)
    {
        int difference = expected.Length ^ given.Length;
        for (int i = 0; i < given.Length; i++)
            difference |= given[i] ^ (i < expected.Length ? expected[i] : 0);
        return difference == 0;
    }

    private static List<KeyValuePair<string, byte[]>> Encode(IReadOnlyList<KeyValuePair<string, string>> pairs) =>
        pairs.Select(pair => new KeyValuePair<string, byte[]>(pair.Key, Encoding.UTF8.GetBytes(pair.Value))).ToList();
}
