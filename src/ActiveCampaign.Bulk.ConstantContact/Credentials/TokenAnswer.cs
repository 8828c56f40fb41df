using System;
using System.Globalization;
using System.Text.Json;

namespace ActiveCampaign.Bulk.ConstantContact.Credentials;

/// <summary>How far a call to the token host came.</summary>
internal enum TokenOutcome
{
    /// <summary>It was answered.</summary>
    Answered,

    /// <summary>No connection was made.</summary>
    NotSent,

    /// <summary>It went out, and no whole answer came back.</summary>
    Lost,
}

/// <summary>What the token host said.</summary>
/// <param name="Outcome">How far the call came.</param>
/// <param name="Status">The status; 0 without an answer.</param>
/// <param name="Body">The object in the answer; null where it is none.</param>
/// <param name="Why">What a person can read of it.</param>
internal sealed record TokenAnswer(TokenOutcome Outcome, int Status, JsonElement? Body, string Why)
{
    // What the service's access tokens last, also where an answer does not say so.
    private const int UsualLife = 86_400;

    // A call that takes long must not outlive its access, and access that lasts a short time is used for most of it.
    private const int Margin = 300;
    private const int PartOfLife = 4;

    /// <summary>Whether the host refuses calls for their rate, or fails: it issued nothing.</summary>
    public bool IsBusy => Outcome == TokenOutcome.NotSent || Status == 429 || Status >= 500;

    /// <summary>The error by its key, or empty.</summary>
    public string Error => Text("error") ?? Text("errorCode") ?? string.Empty;

    /// <summary>The tokens; null where it issued none.</summary>
    /// <param name="now">When the answer came.</param>
    public GrantedTokens? Tokens(DateTimeOffset now) => Status is >= 200 and < 300 && Text("access_token") is { Length: > 0 } access
        ? new GrantedTokens(access, Text("refresh_token"), now + TimeSpan.FromSeconds(Usable(Number("expires_in") ?? UsualLife)))
        : null;

    /// <summary>A text in the object; null where there is none.</summary>
    public string? Text(string name) => Body is JsonElement body && body.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A number in the object; null where there is none.</summary>
    public int? Number(string name) => Body is JsonElement body && body.TryGetProperty(name, out JsonElement value) && Whole(value) is int number and >= 0 ? number : null;

    private static int Usable(int life) => life - Math.Min(Margin, life / PartOfLife);

    // Some hosts write numbers as texts.
    private static int? Whole(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt32(out int number) ? number : null,
        JsonValueKind.String => int.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null,
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => nameof(TokenAnswer);
}
