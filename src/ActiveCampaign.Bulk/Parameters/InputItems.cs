using System;
using System.Collections;
using System.Data;
using System.Management.Automation;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>What an input object stands for: itself, or, where it is an array that -InputObject was given, what is in it.</summary>
internal static class InputItems
{
    /// <summary>Hands over each object of an input.</summary>
    public static void ForEach(PSObject? input, Action<PSObject> take)
    {
        if (input is null)
            return;
        if (Several(input) is not IEnumerable several)
        {
            take(input);
            return;
        }

        foreach (object? item in several)
        {
            if (item is not null)
                take(PSObject.AsPSObject(item));
        }
    }

    private static IEnumerable? Several(PSObject input) => input.BaseObject switch
    {
        PSCustomObject or string or IDictionary or DataRow => null,
        IDataRecord and not IDataReader => null,
        object source => LanguagePrimitives.GetEnumerable(source),
    };
}
