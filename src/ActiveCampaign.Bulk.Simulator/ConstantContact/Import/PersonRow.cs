using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Import;

/// <summary>One row of an import, as it was sent. What is absent or empty is not in it.</summary>
internal sealed class PersonRow
{
    public const string CustomPrefix = "cf:";

    public string? Email { get; private set; }

    public string? SmsNumber { get; private set; }

    /// <summary>The standard properties except address and number.</summary>
    public List<KeyValuePair<string, string>> Values { get; } = [];

    /// <summary>The custom fields by name, without the prefix.</summary>
    public List<KeyValuePair<string, string>> Custom { get; } = [];

    public void Set(string property, string value)
    {
        if (property == "email")
            Email = value;
        else if (property == "sms_number")
            SmsNumber = value;
        else if (property.StartsWith(CustomPrefix, System.StringComparison.Ordinal))
            Custom.Add(new(property.Substring(CustomPrefix.Length), value));
        else
            Values.Add(new(property, value));
    }
}
