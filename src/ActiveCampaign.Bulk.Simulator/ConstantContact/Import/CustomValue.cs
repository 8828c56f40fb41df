using System;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Import;

/// <summary>Brings values into the form in which a custom field keeps them.</summary>
internal static class CustomValue
{
    private const NumberStyles Amount = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>Null for a value that the field does not take.</summary>
    public static string? Shape(CustomField field, string value) => field.Type switch
    {
        "date" => DateText.Normalize(value),
        "datetime" => Timestamps.TryRead(value, out _) ? value : null,
        "number" or "currency" => decimal.TryParse(value, Amount, CultureInfo.InvariantCulture, out _) ? value : null,
        "boolean" => value is "true" or "false" ? value : null,
        "single_select" => field.Choices.Contains(value) ? value : null,
        "multi_select" => value.Split(',').All(part => field.Choices.Contains(part.Trim())) ? value : null,
        _ => value,
    };
}
