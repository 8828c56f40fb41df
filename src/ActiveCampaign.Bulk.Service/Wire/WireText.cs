using System;
using System.Globalization;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Service.Wire;

/// <summary>Reads members that come as texts or numbers at random.</summary>
internal static class WireText
{
    /// <summary>A text, number or boolean as text; null for everything else.</summary>
    public static string? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => ReadString(value),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        _ => null,
    };

    /// <summary>A text; null where its bytes are no UTF-8, so that one garbled text does not hide the other members.</summary>
    public static string? ReadString(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A member as text; null when it is not there.</summary>
    public static string? Read(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out JsonElement value) ? Read(value) : null;

    /// <summary>A member as a whole number; null when it is none.</summary>
    public static int? ReadInt(JsonElement owner, string name) =>
        int.TryParse(Read(owner, name), NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) ? number : null;
}
