using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using ActiveCampaign.Bulk.ConstantContact.Credentials;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Simulator;

namespace ActiveCampaign.Bulk.Child;

/// <summary>Where an errand runs: a journal root, an account, and a fast clock that all processes of a test share.</summary>
internal sealed record ErrandPlace(string Root, Uri Uri, string Token, DateTimeOffset Start, double Speed)
{
    private const char Between = '|';

    /// <summary>How many words <see cref="ToWords"/> gives.</summary>
    public const int Words = 5;

    public JournalStore Store { get; } = new(Root);

    public TimeProvider Clock { get; } = new ScaledTimeProvider(TimeProvider.System, Speed, Start);

    /// <summary>What an account of Constant Contact is reached with, where the token is one: application, secret and refresh token.</summary>
    public CredentialSettings? Consent => Token.Split(Between) is not [string client, string secret, string refresh] ? null : new CredentialSettings
    {
        ClientId = client,
        ClientSecret = new NetworkCredential(string.Empty, secret).SecurePassword,
        RefreshToken = new NetworkCredential(string.Empty, refresh).SecurePassword,
        Address = Uri,
        Folder = Path.Combine(Root, "credentials"),
        Clock = Clock,
    };

    /// <summary>Lists that every row goes onto.</summary>
    public IReadOnlyList<string> Lists => Consent is null ? [] : ["News"];

    /// <summary>The token of such an account.</summary>
    public static string TokenOf(string clientId, string secret, string refresh) => string.Join(Between, clientId, secret, refresh);

    /// <summary>The folder of the newest activity.</summary>
    public string Folder => Store.Folders()[^1];

    /// <summary>The file for refused rows, which lies beside the journals.</summary>
    public string RejectPath => Path.Combine(Root, "rejects.csv");

    /// <summary>The file for all rows and what became of each.</summary>
    public string ResultPath => Path.Combine(Root, "results.csv");

    public string[] ToWords() =>
        [Root, Uri.ToString(), Token, Start.UtcTicks.ToString(CultureInfo.InvariantCulture), Speed.ToString(CultureInfo.InvariantCulture)];

    public static ErrandPlace Of(string[] words) => new(
        words[0],
        new Uri(words[1]),
        words[2],
        new DateTimeOffset(long.Parse(words[3], CultureInfo.InvariantCulture), TimeSpan.Zero),
        double.Parse(words[4], CultureInfo.InvariantCulture));
}
